/** Puts a live workshop together: the folder, the rules, the token, the server. */
import { COCKPIT } from "../../src/core/live/protocol.ts";
import { toBase64url } from "../../src/core/solutions/bytes.ts";
import { createFileSender } from "../../src/host/send-file.ts";
import type { Effects } from "../effects.ts";
import { cockpitBase, joinAddresses, type Listening, lackingAt } from "../web/addresses.ts";
import { startServer } from "../web/server.ts";
import { type PemFiles, readTls, startError } from "../web/start.ts";
import { answer } from "./answer.ts";
import { createLive } from "./live.ts";
import { type LiveSite, readLiveSite } from "./live-site.ts";
import { createTokenGuard } from "./token-guard.ts";

export interface ServeSiteOptions {
  /** Public folder; the course's own when it is left out. */
  readonly site: string | undefined;
  readonly private: string | undefined;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly tls: PemFiles | undefined;
  readonly join: URL | undefined;
}

export interface ServedSite {
  readonly site: LiveSite;
  /** Where attendees go; the first is the one to show. */
  readonly join: readonly string[];
  /** With its token. */
  readonly cockpit: string;
  readonly lacking: ReturnType<typeof lackingAt>;
  close(): Promise<void>;
}

export async function serveSite(options: ServeSiteOptions, effects: Effects): Promise<ServedSite> {
  const { site, private: secrets, port, host, join } = options;
  const tls = options.tls && (await readTls(options.tls, effects.cwd));
  const listening: Listening = { host, join, isTls: tls !== undefined, port };
  let bound = listening;
  const addresses = () => {
    const urls = joinAddresses(bound);
    return { join: urls, lacking: lackingAt(urls[0] ?? "") };
  };
  const read = () => readLiveSite(site ?? ".", { site, private: secrets }, effects);
  const live = await createLive({ read, addresses, effects });
  const token = toBase64url(effects.random(32));
  const guard = createTokenGuard(token, () => performance.now());
  const parts = { live, app: effects.app, sendFile: createFileSender(), hosts: listening, guard };
  try {
    const server = await startServer(
      { host, port, tls },
      (request, response) => answer(parts, request, response),
      (mistake) => effects.tell(mistake.stack ?? mistake.message),
    );
    bound = { ...listening, port: server.port };
    return {
      site: live.site(),
      ...addresses(),
      cockpit: `${cockpitBase(bound)}${COCKPIT}#token=${token}`,
      async close() {
        await live.close();
        await server.close();
      },
    };
  } catch (error) {
    await live.close();
    throw startError(error, listening);
  }
}

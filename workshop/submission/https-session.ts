/** Who this person is on a server of mograder's protocol: by a token of theirs, or as `login` has kept it. */
import type { Access, HttpsTransport } from "../../src/core/submission/transport.ts";
import { createHttpsTransport } from "../../src/transport/https/https-transport.ts";
import { readToken } from "../../src/transport/https/sign-in.ts";
import { httpsWords } from "../../src/words/https-commands.ts";
import type { Effects } from "../effects.ts";
import { required } from "./failed.ts";
import { ambientToken, type FoundServer, findServer, type ServerOptions } from "./server.ts";
import { keptAccess, type Session } from "./session.ts";
import { serversSignedIn } from "./tokens.ts";

export interface HttpsOptions extends ServerOptions {
  readonly token?: string | undefined;
}

export interface HttpsServer {
  readonly kind: "https";
  readonly url: string;
  readonly transport: HttpsTransport;
  /** What was given on the way here, by the command line or the environment. */
  readonly token: string | undefined;
  readonly assignments: FoundServer["assignments"];
}

/** `signedIn`: see `findServer`. Nobody types a token for a server that was only there before, so `login` has none. */
export async function findHttpsServer(
  options: HttpsOptions,
  effects: Effects,
  signedIn?: readonly string[],
): Promise<HttpsServer> {
  const { url, assignments } = await findServer("https", options, effects, signedIn);
  const transport = createHttpsTransport({ kind: "https", url });
  const { token: typed } = options;
  if (typed !== undefined) effects.tell(httpsWords.shellHistory);
  const token = typed ?? ambientToken({ kind: "https", url }, options.url, effects);
  return { kind: "https", url, transport, token, assignments };
}

export async function openHttpsSession(options: HttpsOptions, effects: Effects): Promise<Session> {
  const server = await findHttpsServer(options, effects, await serversSignedIn("https", effects));
  const { transport, assignments } = server;
  return { transport, access: await accessTo(server, effects), assignments };
}

async function accessTo(server: HttpsServer, effects: Effects): Promise<Access> {
  const { token } = server;
  if (token !== undefined) return required(readToken(token) ?? { failure: "bad-token" });
  return keptAccess(server, effects);
}

import { renderUnicodeCompact } from "uqr";
import { serveWords } from "../../src/words/serve.ts";
import type { Effects } from "../effects.ts";
import { usageError } from "../error.ts";
import { shown } from "../read.ts";
import { hasReleaseLock } from "../seal-source.ts";
import { type ServedSite, serveSite } from "../serve/serve-site.ts";
import { isLoopback } from "../web/hosts.ts";
import { aborted, readHost, readPemFiles, readPort } from "../web/start.ts";

export interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly private?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly join?: string | undefined;
}

/** Serves a site live until the person ends it, which is no failure. */
export async function serveCommand(
  site: string | undefined,
  options: ServeOptions,
  effects: Effects,
): Promise<void> {
  const served = await serveSite(
    {
      site,
      private: options.private,
      port: readPort(options.port),
      host: readHost(options.host),
      tls: readPemFiles(options),
      join: options.join === undefined ? undefined : readJoin(options.join),
    },
    effects,
  );
  announce(served, effects);
  await aborted(effects.signal);
  await served.close();
}

/** An address of a folder: what is in it is relative to it. */
function readJoin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "")
    throw usageError(serveWords.badJoin(text));
  return new URL(url.pathname.replace(/[^/]*$/, ""), url.origin);
}

function announce({ site, join, cockpit, lacking }: ServedSite, { print, tell, cwd }: Effects): void {
  const [first = "", ...others] = join;
  if (!isLoopback(new URL(first).hostname)) print(renderUnicodeCompact(first, { border: 2 }));
  print(`Attendees: ${first}`);
  if (others.length > 0) print(serveWords.alsoAt(others));
  print(`Cockpit: ${cockpit}`);
  for (const { id, exercises, workshop } of site.notebooks) {
    const shut = exercises.filter(
      (exercise) => hasReleaseLock(workshop.sealed, exercise.id) && !exercise.releasable,
    );
    if (shut.length > 0) tell(serveWords.cannotRelease(id, shown(site.place.private, cwd)));
  }
  if (lacking.length > 0) tell(serveWords.lacking);
  const { protocol, hostname } = new URL(cockpit);
  if (protocol === "http:" && !isLoopback(hostname)) tell(serveWords.openCockpit);
}

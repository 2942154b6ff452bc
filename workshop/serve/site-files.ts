/** The site's own files, as on a static host, but for `course.json`, which says that this one is live. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readSiteCourse, type SiteNotebook } from "../../src/core/course.ts";
import { isFailure } from "../../src/core/failure.ts";
import { COCKPIT, EVENTS, PRESENCE } from "../../src/core/live/protocol.ts";
import { type FoundFile, findFile } from "../../src/host/find-file.ts";
import { isReading, type SendFile, sendContent, sendNotFound } from "../../src/host/send-file.ts";
import type { LiveSite } from "./live-site.ts";

/** Nothing may frame the cockpit, whose buttons do what cannot be undone, and no copy of it is kept. */
const cockpitHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "frame-ancestors 'none'",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
};

export interface SiteFilesParts {
  readonly live: { site(): LiveSite };
  /** Folder of the command line's own app, which has a cockpit where the site's is older. */
  readonly app: string;
  readonly sendFile: SendFile;
}

/** `names`: of the path. */
export async function answerFile(
  { live, app, sendFile }: SiteFilesParts,
  names: readonly string[] | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { place, notebooks } = live.site();
  if (!isReading(request, response)) return;
  const found = names && ((await findFile(place.site, names)) ?? (await findInApp(app, names)));
  const path = found?.name ?? names?.join("/") ?? "";
  const isKeys = notebooks.some(({ id }) => path === `notebooks/${id}/keys.json`);
  if (isPrivate(path)) sendNotFound(response);
  else if (found === undefined && isKeys) {
    sendContent("{}\n", request, response, {
      "content-type": "application/json",
      "cache-control": "no-cache",
    });
  } else if (found === undefined) sendNotFound(response);
  else if (path === "course.json") await sendCourse(found, notebooks, request, response);
  else await sendFile(found, request, response, path === COCKPIT ? cockpitHeaders : {});
}

/** Whatever lies in the folder by mistake; `workshop audit` finds it, too. */
function isPrivate(path: string): boolean {
  return /^private\/|(?:^|\/)(?:keys_all|words)\.json(?:\.\d+)?$/i.test(path);
}

async function findInApp(app: string, names: readonly string[]): Promise<FoundFile | undefined> {
  const isCockpits = names[0] === COCKPIT || names[0] === "assets";
  return isCockpits ? findFile(app, names) : undefined;
}

/** Keys come from here, wherever a static host would have them: this is where they are released. */
async function sendCourse(
  { path }: FoundFile,
  notebooks: LiveSite["notebooks"],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readFile(path, "utf8");
  const course = readSiteCourse(text);
  const here = (entry: SiteNotebook): SiteNotebook =>
    notebooks.some(({ id }) => id === entry.id)
      ? { ...entry, keys: `notebooks/${entry.id}/keys.json` }
      : entry;
  const live = isFailure(course)
    ? text
    : JSON.stringify({
        ...course,
        notebooks: course.notebooks.map(here),
        events: EVENTS,
        presence: PRESENCE,
      });
  sendContent(live, request, response, { "content-type": "application/json", "cache-control": "no-cache" });
}

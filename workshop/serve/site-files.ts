/** The site's own files, as on a static host, but for `course.json`, which says that this one is live. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readSiteCourse, type SiteNotebook } from "../../src/core/course/site-course.ts";
import { isFailure } from "../../src/core/failure.ts";
import { COCKPIT, EVENTS, PRESENCE } from "../../src/core/live/protocol.ts";
import { printKeys, type ReleasedKeys } from "../../src/core/solutions/release.ts";
import { type FoundFile, findFile } from "../../src/host/find-file.ts";
import { isReading, type SendFile, sendContent, sendNotFound } from "../../src/host/send-file.ts";
import { fullName } from "../exercise-names.ts";
import type { LiveSite } from "./live-site.ts";

const json = { "content-type": "application/json", "cache-control": "no-cache" };

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
  if (isPrivate(path)) sendNotFound(response);
  else if (found === undefined) {
    const keys = keysAt(path, notebooks);
    if (keys === undefined) sendNotFound(response);
    else sendContent(printKeys(keys), request, response, json);
  } else if (path === "course.json") await sendCourse(found, notebooks, request, response);
  else await sendFile(found, request, response, path === COCKPIT ? cockpitHeaders : {});
}

/**
 * The keys of a file that is not there (yet), and those of the whole site as `keys.json`, where programs that follow
 * a workshop look for it: named as `release-key` takes them, with the notebook in front where there are several.
 */
function keysAt(path: string, notebooks: LiveSite["notebooks"]): ReleasedKeys | undefined {
  const all = path === "keys.json";
  if (!all && !notebooks.some(({ id }) => path === `notebooks/${id}/keys.json`)) return undefined;
  const workshops = notebooks.map(({ workshop }) => workshop);
  const name = fullName(workshops);
  return new Map(
    (all ? workshops : []).flatMap((workshop) =>
      [...workshop.released].map(([exercise, key]) => [name({ workshop, exercise }), key] as const),
    ),
  );
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
  sendContent(live, request, response, json);
}

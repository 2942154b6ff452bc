/** Where a course keeps the locked solutions of a notebook, and where the released keys appear. */
import { readSiteCourse } from "../course/site-course.ts";

export interface WorkshopPlace {
  /** The course's and the notebook's ids: part of what every solution is bound to. */
  readonly course: string;
  readonly notebook: string;
  readonly sealedUrl: string;
  readonly keysUrl: string;
  /** Where a live server tells of releases; null on a static host. */
  readonly eventsUrl: string | null;
  /** Where a live server counts how many people are at each step; null on a static host. */
  readonly presenceUrl: string | null;
}

/**
 * The workshop of a notebook, from the text of the course file at `courseUrl`; `undefined` when the notebook has
 * none. Keys may come from another host, but only over https; solutions and events come from the course's own.
 */
export function findWorkshop(
  courseJson: string,
  courseUrl: string,
  notebook: string,
): WorkshopPlace | undefined {
  const course = readSiteCourse(courseJson);
  if ("failure" in course) return undefined;
  const entry = course.notebooks.find(({ id }) => id === notebook);
  if (entry?.sealed === undefined) return undefined;
  const sealedUrl = addressIn(courseUrl, entry.sealed);
  const keysUrl = addressIn(courseUrl, entry.keys ?? new URL("keys.json", sealedUrl).href);
  if (!isSameHost(sealedUrl, courseUrl) || !mayHoldKeys(keysUrl, courseUrl)) return undefined;
  const live = (address: unknown): string | null => {
    const url = typeof address === "string" ? addressIn(courseUrl, address) : courseUrl;
    return url !== courseUrl && isSameHost(url, courseUrl) ? url : null;
  };
  return {
    course: course.id,
    notebook,
    sealedUrl,
    keysUrl,
    eventsUrl: live(course.events),
    presenceUrl: live(course.presence),
  };
}

/** Where mograder's workshops have their keys: the course's word goes first, then the notebook's if it is no stranger's. */
export function findLegacyKeys(
  courseJson: string,
  courseUrl: string,
  notebook: string,
  keysUrl: string | undefined,
): string | undefined {
  const course = readSiteCourse(courseJson);
  if ("failure" in course) return undefined;
  const entry = course.notebooks.find(({ id }) => id === notebook);
  if (entry === undefined) return undefined;
  if (entry.keys !== undefined) return addressIn(courseUrl, entry.keys);
  const own = addressIn(addressIn(courseUrl, entry.file), keysUrl ?? "keys.json");
  return isSameHost(own, courseUrl) ? own : undefined;
}

/** An address that cannot be read becomes the course's own, which holds no keys and does no harm. */
function addressIn(base: string, address: string): string {
  return URL.canParse(address, base) ? new URL(address, base).href : base;
}

function isSameHost(url: string, other: string): boolean {
  return new URL(url).origin === new URL(other).origin;
}

function mayHoldKeys(url: string, courseUrl: string): boolean {
  const { protocol, hostname } = new URL(url);
  const isLocal = protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname);
  return protocol === "https:" || isLocal || isSameHost(url, courseUrl);
}

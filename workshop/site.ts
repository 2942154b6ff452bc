/** The workshops of a published folder. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isFailure } from "../src/core/failure.ts";
import type { ReleasedKeys } from "../src/core/solutions/release.ts";
import { readSealed, type Sealed } from "../src/core/solutions/sealed.ts";
import { openingWords, workshopWords } from "../src/words/workshop.ts";
import type { Effects } from "./effects.ts";
import { inputError, isMissing } from "./error.ts";
import type { Place } from "./place.ts";
import { readText, shown } from "./read.ts";
import { readReleased } from "./seal-source.ts";

export interface SiteWorkshop {
  /** The notebook's id, which is also its folder's name. */
  readonly id: string;
  readonly folder: string;
  readonly sealed: Sealed;
  readonly keysFile: string;
  readonly released: ReleasedKeys;
}

/** Every notebook of a site with locked solutions, by name. */
export async function readSite(site: string, cwd: string): Promise<SiteWorkshop[]> {
  const workshops: SiteWorkshop[] = [];
  for (const id of await subfolders(join(site, "notebooks"))) {
    const workshop = await readWorkshop(join(site, "notebooks", id), id, cwd);
    if (workshop) workshops.push(workshop);
  }
  return workshops;
}

/** As {@link readSite}; a site without workshops is at fault. */
export async function requireSite(site: string, cwd: string): Promise<SiteWorkshop[]> {
  const workshops = await readSite(site, cwd);
  if (workshops.length === 0) throw inputError(workshopWords.noSite, shown(site, cwd));
  return workshops;
}

/**
 * Solutions are bound to the course's id, which course.json tells the pages: those that are on the site and not in
 * `renewed` would open no more under another one.
 */
export async function refuseOtherCourse(
  place: Place,
  renewed: readonly string[],
  { cwd }: Effects,
): Promise<void> {
  const { published, course, site } = place;
  if (published === undefined || published.id === course) return;
  const others = (await readSite(site, cwd)).map(({ id }) => id).filter((id) => !renewed.includes(id));
  if (others.length > 0) {
    throw inputError(workshopWords.otherCourse(published.id, course, others), shown(site, cwd));
  }
}

async function readWorkshop(folder: string, id: string, cwd: string): Promise<SiteWorkshop | undefined> {
  const file = join(folder, "sealed.json");
  const text = await readText(file);
  if (text === undefined) return undefined;
  const sealed = readSealed(text);
  if (isFailure(sealed)) throw inputError(openingWords(sealed), shown(file, cwd));
  const keysFile = join(folder, "keys.json");
  return { id, folder, sealed, keysFile, released: await readReleased(keysFile, cwd) };
}

async function subfolders(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

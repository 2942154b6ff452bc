/** The files of one student's submissions: `alice_20261126T120000.py` and so on, and `alice.py`, which leads to the last. */
import { lstat, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "../error.ts";
import { namesIn } from "./course-folder.ts";
import type { Disk } from "./disk.ts";
import { historyName, historyTime, userOf } from "./names.ts";
import { Refused } from "./refused.ts";

/** What `alice.py` stands for. A stranger is none of hers, whatever it is, and stays as it is. */
type Last =
  | { readonly kind: "version"; readonly name: string }
  | { readonly kind: "none" }
  | { readonly kind: "stranger" };

export function linkOf(folder: string, user: string): string {
  return join(folder, `${user}.py`);
}

/**
 * A name that is free and later than that of the last version: of this second, or of one to come when there were
 * several in one. Throws `Refused` where the link's place is taken.
 */
export async function nextVersion(folder: string, user: string): Promise<string> {
  const last = await lastVersion(folder, user);
  if (last.kind === "stranger") throw new Refused("not-a-submission", `${user}.py`);
  const after = last.kind === "none" ? 0 : (historyTime(last.name) ?? 0) / 1_000 + 1;
  for (let second = Math.max(Math.floor(Date.now() / 1_000), after); ; second += 1) {
    const version = historyName(user, second);
    if ((await kindOf(join(folder, version))) === undefined) return version;
  }
}

/**
 * Makes each link of a folder lead to the newest version. A server that was killed between the two left a submission
 * that nobody was told of; the student's next try is to find it, and not to store it twice.
 */
export async function mendLinks(folder: string, disk: Disk): Promise<void> {
  const versions = (await namesIn(folder)).filter((name) => historyTime(name) !== undefined).sort();
  // Names of one student sort as their times do.
  const newest = new Map(versions.map((name) => [userOf(name), name]));
  for (const [user, name] of newest) {
    const last = await lastVersion(folder, user);
    if (last.kind === "stranger" || (last.kind === "version" && last.name === name)) continue;
    await disk.link(linkOf(folder, user), name);
    await disk.sync(folder);
  }
}

async function lastVersion(folder: string, user: string): Promise<Last> {
  const link = linkOf(folder, user);
  const kind = await kindOf(link);
  if (kind === undefined) return { kind: "none" };
  const name = kind === "link" ? await readlink(link) : await originalOf(folder, user);
  const isOwn = name !== undefined && userOf(name) === user && historyTime(name) !== undefined;
  return isOwn ? { kind: "version", name } : { kind: "stranger" };
}

/** Where links cannot be made, `alice.py` is a copy of a version. */
async function originalOf(folder: string, user: string): Promise<string | undefined> {
  const content = await readFile(linkOf(folder, user));
  const names = (await namesIn(folder)).filter((name) => historyTime(name) !== undefined);
  for (const name of names
    .filter((one) => userOf(one) === user)
    .sort()
    .reverse()) {
    if (content.equals(await readFile(join(folder, name)))) return name;
  }
  return undefined;
}

/** Undefined for what is not there. */
async function kindOf(path: string): Promise<"link" | "file" | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? "link" : "file";
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

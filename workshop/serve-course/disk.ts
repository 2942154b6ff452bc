/** What makes files last: they are written aside and synced, put in place, and their folder is synced, too. */
import { randomUUID } from "node:crypto";
import {
  copyFile,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  utimes,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { isNodeError } from "../error.ts";
import { Refused } from "./refused.ts";

export interface Disk {
  /** A new name on the same disk, of a file that nobody sees. What a server that was killed left there goes at a later start. */
  aside(): string;
  /** Moves a synced file from aside to its place, over what may be there. It lasts from the next `sync` of the folder on. */
  place(aside: string, path: string): Promise<void>;
  /** `path`, until then maybe another link, leads to a file beside it; where links cannot be made it becomes a copy. */
  link(path: string, target: string): Promise<void>;
  /** Resolves when all that was placed in this folder before the call outlives a power cut. */
  sync(folder: string): Promise<void>;
  /** The folder and those above it. Throws `Refused` where a link leads away from this path. */
  makeFolder(folder: string): Promise<void>;
  /** A whole file at once. */
  write(path: string, content: string): Promise<void>;
}

export type MakeLink = (target: string, path: string) => Promise<void>;

/** No upload takes so long, also not one to another server of the same folder. Milliseconds. */
const OLD = 3_600_000;

/** `folder`: where aside is. */
export async function openDisk(folder: string, makeLink: MakeLink = symlink): Promise<Disk> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const entry = await lstat(path).catch(() => undefined);
    if (entry !== undefined && entry.mtimeMs < Date.now() - OLD) await rm(path, { force: true });
  }
  const sync = groupedSync();
  const aside = () => join(folder, randomUUID());

  async function link(path: string, target: string): Promise<void> {
    const here = aside();
    try {
      await makeLink(target, here).catch(async (error: unknown) => {
        if (!isNodeError(error) || error.code === "ENOSPC") throw error;
        await copy(join(dirname(path), target), here);
      });
      await rename(here, path);
    } catch (error) {
      await rm(here, { force: true });
      throw error;
    }
  }

  return {
    aside,
    place: rename,
    link,
    sync,
    async makeFolder(path) {
      const first = await mkdir(path, { recursive: true });
      for (let made = path; first !== undefined && made.startsWith(first); made = dirname(made)) {
        await sync(dirname(made));
      }
      if ((await realpath(path)) !== path) throw new Refused("invalid-path");
    },
    async write(path, content) {
      const here = aside();
      try {
        await writeSynced(here, content);
        await rename(here, path);
      } catch (error) {
        await rm(here, { force: true });
        throw error;
      }
      await sync(dirname(path));
    },
  };
}

async function writeSynced(path: string, content: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** With its time, which is that of the submission. */
async function copy(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const { atime, mtime } = await stat(from);
  await utimes(to, atime, mtime);
  const file = await open(to, "r+");
  await file.sync().finally(() => file.close());
}

/** A crowd shares one sync: who comes while one runs waits for the next, which is for all that wait. */
function groupedSync(): (folder: string) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<void>>();
  return (folder) => {
    const known = waiting.get(folder);
    if (known !== undefined) return known;
    const before = running.get(folder) ?? Promise.resolve();
    const next = before
      .catch(() => undefined)
      .then(() => {
        waiting.delete(folder);
        const now = syncFolder(folder).finally(() => {
          if (running.get(folder) === now) running.delete(folder);
        });
        running.set(folder, now);
        return now;
      });
    waiting.set(folder, next);
    return next;
  };
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and keeps its own order of what it writes.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/**
 * The build as stages: each fills a folder of its own, which is kept under the digest of what it was made from and
 * not made again until that changes. `dist/` is put together from them, aside, and moved into place as a whole.
 */
import { createHash, type Hash } from "node:crypto";
import { cp, mkdir, open, readdir, readFile, rename, rm, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export interface Stage {
  /** Names the kept folder. */
  name: string;
  /** What the person at the terminal reads while it runs. */
  title: string;
  /** Files and folders, relative to the repository, whose content decides the result. */
  inputs: readonly string[];
  /** Fills an empty folder with files as they will lie in `dist/`. `earlier`: the folder of each stage before, by name. */
  fill(folder: string, earlier: ReadonlyMap<string, string>): Promise<void>;
}

export interface Workplace {
  /** The repository's folder. */
  root: string;
  /** Where finished stages are kept between builds. */
  cache: string;
  /** Tells of a stage while it runs. */
  timed: (title: string, work: () => Promise<void>) => Promise<void>;
}

async function addToDigest(digest: Hash, path: string, name: string): Promise<void> {
  const entry = await stat(path).catch(() => undefined);
  if (entry === undefined) throw new Error(`The build needs ${name}, which is missing.`);
  if (!entry.isDirectory()) {
    digest.update(`${name}\0${entry.size}\0`).update(await readFile(path));
    return;
  }
  for (const child of (await readdir(path)).sort()) {
    if (child !== "__pycache__") await addToDigest(digest, join(path, child), `${name}/${child}`);
  }
}

/** Digest of names and contents: ten hexadecimal digits, enough to tell one build's inputs from another's. */
async function inputDigest(root: string, inputs: readonly string[]): Promise<string> {
  const digest = createHash("sha256").update(process.version);
  for (const name of inputs) await addToDigest(digest, join(root, name), name);
  return digest.digest("hex").slice(0, 10);
}

/** The folder of a stage, made now if its inputs have changed. */
async function finished(
  stage: Stage,
  place: Workplace,
  earlier: ReadonlyMap<string, string>,
): Promise<string> {
  const name = `${stage.name}-${await inputDigest(place.root, stage.inputs)}`;
  const folder = join(place.cache, name);
  if ((await stat(folder).catch(() => undefined)) !== undefined) return folder;

  const aside = join(place.cache, `.${stage.name}`);
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await place.timed(stage.title, () => stage.fill(aside, earlier));
  for (const old of await readdir(place.cache)) {
    if (/^(.*)-[0-9a-f]{10}$/.exec(old)?.[1] === stage.name)
      await rm(join(place.cache, old), { recursive: true });
  }
  await rename(aside, folder);
  return folder;
}

/**
 * Brings `out` up to date and says whether it changed.
 * @param complete gets the assembled folder before it moves into place, for what needs to see all stages.
 */
export async function runStages(
  stages: readonly Stage[],
  place: Workplace,
  out: string,
  complete: (folder: string) => Promise<void>,
): Promise<boolean> {
  const made = new Map<string, string>();
  for (const stage of stages) made.set(stage.name, await finished(stage, place, made));
  const folders = [...made.values()];

  const stamp = join(place.cache, "assembled");
  const wanted = folders.join("\n");
  const there = (await stat(out).catch(() => undefined)) !== undefined;
  if (there && (await readFile(stamp, "utf8").catch(() => "")) === wanted) return false;

  const aside = `${out}.new`;
  const old = `${out}.old`;
  for (const folder of [aside, old]) await rm(folder, { recursive: true, force: true });
  for (const folder of folders) await cp(folder, aside, { recursive: true });
  await complete(aside);
  await rm(stamp, { force: true });
  if (there) await rename(out, old);
  await rename(aside, out);
  await writeFile(stamp, wanted);
  await rm(old, { recursive: true, force: true });
  return true;
}

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Runs the work while no other process builds in the same cache; takes over from one that died. */
export async function alone<T>(cache: string, work: () => Promise<T>): Promise<T> {
  await mkdir(cache, { recursive: true });
  const lock = join(cache, "lock");
  for (;;) {
    const handle = await open(lock, "wx").catch(() => undefined);
    if (handle !== undefined) {
      await handle.writeFile(String(process.pid));
      await handle.close();
      break;
    }
    const holder = Number(await readFile(lock, "utf8").catch(() => ""));
    if (holder > 0 && !alive(holder)) await unlink(lock).catch(() => {});
    await pause(200);
  }
  try {
    return await work();
  } finally {
    await unlink(lock);
  }
}

/** Which notebooks are meant by what was typed: files, and folders that hold some. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { hasSolutions } from "../src/core/grading/strip.ts";
import { workshopWords } from "../src/words/workshop.ts";
import type { Effects } from "./effects.ts";
import { inputError } from "./error.ts";
import { shown } from "./read.ts";

/**
 * A folder stands for the notebooks of its folder `source`, there or in a folder of their own as mograder has them.
 * Without `source` it stands for the solved ones in itself, for it may hold anything besides.
 */
export async function findNotebooks(inputs: readonly string[], effects: Effects): Promise<string[]> {
  const notebooks: string[] = [];
  for (const input of inputs) {
    const path = resolve(effects.cwd, input);
    if (await isFolder(path)) notebooks.push(...(await notebooksOf(path, effects)));
    else notebooks.push(input);
  }
  return notebooks;
}

async function notebooksOf(folder: string, { cwd, tell }: Effects): Promise<string[]> {
  const source = join(folder, "source");
  const below = (await isFolder(source)) ? await foldersIn(source) : [];
  const written = (await Promise.all([source, ...below].map(notebooksIn))).flat();
  if (written.length > 0) return written.map(({ path }) => path);
  const own = await notebooksIn(folder);
  const solved = own.filter(({ text }) => hasSolutions(text));
  for (const { path } of own) {
    if (!solved.some((one) => one.path === path)) tell(workshopWords.skipped(shown(path, cwd)));
  }
  if (solved.length === 0) throw inputError(workshopWords.noCourse, shown(folder, cwd));
  return solved.map(({ path }) => path);
}

interface Found {
  readonly path: string;
  readonly text: string;
}

async function notebooksIn(folder: string): Promise<Found[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".py")).sort();
  const files = names.map(async (name): Promise<Found> => {
    const path = join(folder, name);
    return { path, text: await readFile(path, "utf8") };
  });
  return (await Promise.all(files)).filter(({ text }) => /^app = marimo\.App\(/m.test(text));
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

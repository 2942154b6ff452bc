/** Which notebooks are meant by what was typed: files, and folders that hold some. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { hasSolutions } from "../src/core/grading/strip.ts";
import { workshopWords } from "../src/words/workshop.ts";
import type { Effects } from "./effects.ts";
import { inputError } from "./error.ts";
import { shown } from "./read.ts";

/** A folder stands for the solved notebooks in its folder `source`, or in itself. */
export async function findNotebooks(inputs: readonly string[], effects: Effects): Promise<string[]> {
  const notebooks: string[] = [];
  for (const input of inputs) {
    const path = resolve(effects.cwd, input);
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
    notebooks.push(...(isFolder ? await solvedIn(path, effects) : [input]));
  }
  return notebooks;
}

async function solvedIn(folder: string, { cwd, tell }: Effects): Promise<string[]> {
  for (const place of [join(folder, "source"), folder]) {
    const names = (await readdir(place).catch(() => [])).filter((name) => name.endsWith(".py")).sort();
    const solved: string[] = [];
    for (const name of names) {
      const path = join(place, name);
      if (hasSolutions(await readFile(path, "utf8"))) solved.push(path);
      else tell(workshopWords.skipped(shown(path, cwd)));
    }
    if (solved.length > 0) return solved;
  }
  throw inputError(workshopWords.noCourse, shown(folder, cwd));
}

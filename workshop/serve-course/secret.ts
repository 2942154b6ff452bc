/** What all tokens of a course are made with: `.mograder-secret` in its folder, as mograder keeps it. */
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { courseServerWords } from "../../src/words/serve-course.ts";
import type { Effects } from "../effects.ts";
import { inputError, isNodeError } from "../error.ts";
import { readText, shown } from "../read.ts";

export const SECRET_FILE = ".mograder-secret";

export async function loadOrMakeSecret(
  folder: string,
  { random, cwd }: Pick<Effects, "random" | "cwd">,
): Promise<string> {
  const file = join(folder, SECRET_FILE);
  const text = (await readText(file)) ?? (await makeSecret(file, random(32)));
  const secret = text.trim();
  if (secret === "") throw inputError(courseServerWords.emptySecret, shown(file, cwd));
  return secret;
}

/** Whoever else made one in the meantime, theirs counts. */
async function makeSecret(file: string, random: Uint8Array): Promise<string> {
  try {
    const handle = await open(file, "wx", 0o600);
    try {
      await handle.writeFile(`${Buffer.from(random).toString("hex")}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isNodeError(error) || error.code !== "EEXIST") throw error;
  }
  return (await readText(file)) ?? "";
}

/** Other people of this machine can read it. */
export async function isReadable(folder: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  return ((await stat(join(folder, SECRET_FILE))).mode & 0o077) !== 0;
}

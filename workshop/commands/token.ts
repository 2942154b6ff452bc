/** `workshop token`: prints tokens as `mograder token` does, always with the instructor's at the end. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { courseServerWords as words } from "../../src/words/serve-course.ts";
import type { Effects } from "../effects.ts";
import { inputError, usageError } from "../error.ts";
import { readText, shown } from "../read.ts";
import { userNameFaults } from "../serve-course/names.ts";
import { SECRET_FILE } from "../serve-course/secret.ts";
import { listTokens } from "../serve-course/tokens.ts";

export interface TokenOptions {
  /** The course's folder. */
  readonly dir: string;
  readonly secretFile?: string | undefined;
  readonly secretStdin?: boolean | undefined;
  readonly secret?: string | undefined;
}

export async function tokenCommand(
  users: readonly string[],
  options: TokenOptions,
  effects: Effects,
): Promise<void> {
  const faults = userNameFaults(users);
  if (faults.length > 0) throw usageError(faults.join("\n"));
  const secret = (await readSecret(options, effects)).trim();
  if (secret === "") throw usageError(words.noSecret);
  effects.print(listTokens(secret, users));
}

async function readSecret(
  { dir, secretFile, secretStdin = false, secret }: TokenOptions,
  { cwd, ask }: Effects,
): Promise<string> {
  const given = [secretFile !== undefined, secretStdin, secret !== undefined].filter((one) => one);
  if (given.length > 1) throw usageError(words.twoSecrets);
  if (secret !== undefined) return secret;
  if (secretStdin) return (await ask(words.askSecret, "hidden")) ?? "";
  if (secretFile === undefined) {
    const text = await readText(join(resolve(cwd, dir), SECRET_FILE));
    if (text === undefined) throw usageError(words.noSecretHere(SECRET_FILE));
    return text;
  }
  const path = resolve(cwd, secretFile);
  return readFile(path, "utf8").catch(() => {
    throw inputError(words.noFile, shown(path, cwd));
  });
}

/** What git would hand out together with the site, and publishing one file with it. */
import { basename, dirname } from "node:path";
import { workshopWords } from "../src/words/workshop.ts";
import type { Effects } from "./effects.ts";
import { CliError, machineError } from "./error.ts";
import { isReallyInside, type Place } from "./place.ts";
import { nearestFolder, shown } from "./read.ts";

const marker = "^[[:space:]]*### BEGIN SOLUTION[[:space:]]*$";
const ownNames = ["*keys_all.json", "*keys_all.json.1", "*words.json", "*words.json.1", "*.mograder-secret"];

/**
 * Refuses when the repository that holds the site tracks, or its history holds, a solved notebook or private files:
 * who gets the site's repository gets those. `insist`: the person says that nobody else can read the repository.
 */
export async function refusePublicSecrets(place: Place, insist: boolean, effects: Effects): Promise<void> {
  if (insist) return;
  const folder = await nearestFolder(place.site);
  const top = await effects.git(folder, "rev-parse", "--show-toplevel");
  if (top.code !== 0) return;
  const root = top.output.trim();
  const git = (...command: string[]) => lines(effects, root, command);
  const privatePaths = (await isReallyInside(place.private, root)) ? [place.private, ...ownNames] : ownNames;
  const tracked = [
    ...(await git("grep", "--cached", "-l", "-e", marker, "--", "*.py")),
    ...(await git("ls-files", "--", ...privatePaths)),
  ];
  if (tracked[0] !== undefined) throw new CliError(1, workshopWords.tracked(tracked[0]));
  const history = [
    ...(await git("log", "--all", "--format=", "--name-only", "-G", marker, "--", "*.py")),
    ...(await git("log", "--all", "--format=", "--name-only", "--", ...privatePaths)),
  ];
  if (history[0] !== undefined) throw new CliError(1, workshopWords.inHistory(history[0]));
}

/** Says which of these files the next `git add .` would take, as far as they lie in a repository. */
export async function warnUnignored(paths: readonly string[], { git, tell, cwd }: Effects): Promise<void> {
  for (const path of paths) {
    const folder = await nearestFolder(dirname(path));
    // 0: ignored; 1: not; 128: no repository.
    const { code } = await git(folder, "check-ignore", "-q", "--", path);
    if (code === 1) tell(workshopWords.notIgnored(shown(path, cwd)));
  }
}

/** An empty repository has no history, and `git grep` ends with 1 when it finds nothing: both are no lines. */
async function lines({ git }: Effects, root: string, command: readonly string[]): Promise<string[]> {
  const { output } = await git(root, ...command);
  return output.split("\n").filter((line) => line !== "");
}

/** Commits this file alone, whatever else is staged, and pushes. */
export async function publishFile(path: string, message: string, { git }: Effects): Promise<void> {
  const folder = dirname(path);
  const name = basename(path);
  const run = async (...command: string[]) => {
    const { code, output, error } = await git(folder, ...command);
    if (code !== 0) throw machineError(workshopWords.gitFailed(command[0] ?? "", (error || output).trim()));
    return output;
  };
  await run("add", "--", name);
  if ((await run("status", "--porcelain", "--", name)) !== "") await run("commit", "-m", message, "--", name);
  await run("push");
}

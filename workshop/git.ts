/** What git would hand out together with the site, and publishing one file with it. */
import { basename, dirname } from "node:path";
import { workshopWords } from "../src/words/workshop.ts";
import type { Effects, GitAnswer } from "./effects.ts";
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

/** Commits these files alone, whatever else is staged, and pushes. They lie in one repository, and are written already. */
export async function publishFiles(
  paths: readonly string[],
  message: string,
  effects: Effects,
): Promise<void> {
  for (const path of paths) await commitFile(path, message, effects);
  const [first] = paths;
  if (first === undefined) return;
  const folder = dirname(first);
  const { code, ...said } = await effects.git(folder, "push");
  if (code === 0) return;
  const files = paths.map((path) => shown(path, effects.cwd));
  throw machineError(workshopWords.notPushed(files, reason(said), await pushCommands(folder, effects)));
}

/** What would push: a branch that has never been pushed needs to be told where to. */
async function pushCommands(folder: string, { git }: Effects): Promise<string[]> {
  const [remote = ""] = (await git(folder, "remote")).output.trim().split("\n");
  if (remote === "") return ["git remote add origin ADDRESS", "git push -u origin HEAD"];
  const { code } = await git(folder, "rev-parse", "--abbrev-ref", "@{upstream}");
  return [code === 0 ? "git push" : `git push -u ${remote} HEAD`];
}

async function commitFile(path: string, message: string, { git, cwd }: Effects): Promise<void> {
  const name = basename(path);
  const run = async (...command: string[]) => {
    const { code, ...said } = await git(dirname(path), ...command);
    if (code !== 0) throw machineError(workshopWords.notCommitted(shown(path, cwd), reason(said)));
    return said.output;
  };
  await run("add", "--", name);
  if ((await run("status", "--porcelain", "--", name)) !== "") await run("commit", "-m", message, "--", name);
}

/** The line that says why: advice stands around it. */
function reason({ output, error }: Pick<GitAnswer, "output" | "error">): string {
  const said = (error || output).trim().split("\n");
  return said.find((line) => /^(?:fatal|error): /.test(line)) ?? said.at(-1) ?? "";
}

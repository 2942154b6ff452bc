/** The commands and their options: what is typed, what help says, and which function does it. */
import { Command, CommanderError } from "commander";
import { type EncryptOptions, encrypt } from "./commands/encrypt.ts";
import { type ReleaseOptions, releaseKey } from "./commands/release-key.ts";
import { type StatusOptions, status } from "./commands/status.ts";
import type { Effects } from "./effects.ts";
import { usageError } from "./error.ts";

/** Runs one command line. Throws `CliError` when it is wrong or the command fails. */
export async function runCommand(words: readonly string[], effects: Effects): Promise<void> {
  const program = createProgram(effects);
  try {
    await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and the version have been printed, and are no mistakes.
    if (error.exitCode !== 0) throw usageError(error.message.replace(/^error: /, ""));
  }
}

function createProgram(effects: Effects): Command {
  const program = new Command("workshop")
    .description("Make workshops whose model solutions stay locked until they are earned or released.")
    .helpCommand("help [command]", "say more about a command")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => effects.print(text.trimEnd()),
      writeErr: (text) => effects.print(text.trimEnd()),
      // Every mistake is told once, by whoever catches it.
      outputError: () => {},
    });
  addEncrypt(program, effects);
  addReleaseKey(program, effects);
  addStatus(program, effects);
  return program;
}

function addEncrypt(program: Command, effects: Effects): void {
  program
    .command("encrypt")
    .summary("lock the solutions of notebooks")
    .description("Writes the stripped notebook and its locked solutions; keys go into the private folder.")
    .argument("<notebook...>", "solved notebooks")
    .option("-o, --output <site>", "the public folder (default: site in the course's folder)")
    .option("--unlock <locks>", "release, session, phrase, answer, checks, with commas between")
    .option("--private <folder>", "where keys and words stay (default: private in the course's folder)")
    .option("--new-keys", "a new cohort: new keys and words, nothing released")
    .option("--allow-guessable", "accept answers that can be guessed")
    .option("--dry-run", "say what would be written, and write nothing")
    .option("--json", "print the result as JSON")
    .action((notebooks: string[], options: EncryptOptions) => encrypt(notebooks, options, effects));
}

function addReleaseKey(program: Command, effects: Effects): void {
  program
    .command("release-key")
    .summary("let everybody open solutions")
    .description("Puts keys of exercises into the public keys.json. A released key cannot be taken back.")
    .argument("[exercise...]", "[NOTEBOOK/]EXERCISE; or first a keys.json, then exercises")
    .option("--all", "every exercise")
    .option("--site <folder>", "the public folder (default: site in the course's folder)")
    .option("--private <folder>", "where the keys are (default: private in the course's folder)")
    .option("--git", "commit and push keys.json, and nothing else")
    .option("--repository-is-private", "publish although git holds solved notebooks or keys")
    .option("--dry-run", "say what would be released, and release nothing")
    .option("--json", "print the result as JSON")
    .action((exercises: string[], options: ReleaseOptions) => releaseKey(exercises, options, effects));
}

function addStatus(program: Command, effects: Effects): void {
  program
    .command("status")
    .summary("show exercises, their locks, and what is released")
    .argument("[site]", "the public folder (default: site in the course's folder)")
    .option("--json", "print the result as JSON")
    .action((site: string | undefined, options: StatusOptions) => status(site, options, effects));
}

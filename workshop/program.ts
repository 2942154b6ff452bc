/** The commands and their options: what is typed, what help says, and which function does it. */
import { Command, CommanderError, Option } from "commander";
import { workshopWords } from "../src/words/workshop.ts";
import { type AuditOptions, auditCommand } from "./commands/audit.ts";
import { type EncryptOptions, encrypt } from "./commands/encrypt.ts";
import { type ExportOptions, exportSite } from "./commands/export.ts";
import { type NewOptions, newCourse } from "./commands/new.ts";
import { type PhraseOptions, phrase } from "./commands/phrase.ts";
import { type ReleaseOptions, releaseKey } from "./commands/release-key.ts";
import { type ServeOptions, serveCommand } from "./commands/serve.ts";
import { type StatusOptions, status } from "./commands/status.ts";
import type { Effects } from "./effects.ts";
import { usageError } from "./error.ts";
import { addServeCourse, addToken } from "./program-course.ts";
import { addHttps, addMoodle } from "./program-submission.ts";
import { explainMistakes } from "./usage.ts";

/** Runs one command line. Throws `CliError` when it is wrong or the command fails. */
export async function runCommand(words: readonly string[], effects: Effects): Promise<void> {
  const program = createProgram(effects);
  try {
    await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    // Help and the version have been printed, and are no mistakes.
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
}

function createProgram(effects: Effects): Command {
  const program = new Command("workshop")
    .description("Make courses and workshops as static sites, serve them live, and submit to them.")
    .version(effects.version)
    .helpCommand("help [command]", "say more about a command")
    .configureOutput({
      writeOut: (text) => effects.print(text.trimEnd()),
      writeErr: (text) => effects.print(text.trimEnd()),
      // Every mistake is told once, by whoever catches it.
      outputError: () => {},
    });
  addNew(program, effects);
  addEncrypt(program, effects);
  addExport(program, effects);
  addReleaseKey(program, effects);
  addPhrase(program, effects);
  addAudit(program, effects);
  addServe(program, effects);
  addStatus(program, effects);
  addServeCourse(program, effects);
  addToken(program, effects);
  addHttps(program, effects);
  addMoodle(program, effects);
  explainMistakes(program);
  return program;
}

/** A day: no notebook of a workshop runs longer, and timers end at 24. */
const mostSeconds = 86_400;
const publicFolder = "the public folder (default: site in the course's folder)";
const privateFolder = "where keys and words stay (default: private in the course's folder)";

function addNew(program: Command, effects: Effects): void {
  program
    .command("new")
    .summary("begin a course")
    .description(
      "Makes a folder with a workshop notebook that works at once, and all that publishing it needs.",
    )
    .argument("<name>", "the new folder")
    .option("--json", "print the result as JSON")
    .action((name: string, options: NewOptions) => newCourse(name, options, effects));
}

/** mograder's workshops have one; to be told is better than to be called unknown. */
function noSalt(): Option {
  const refuse = () => {
    throw usageError(workshopWords.noSalt);
  };
  return new Option("--salt <salt>").hideHelp().argParser(refuse);
}

function timeout(): Option {
  const read = (text: string) => {
    const seconds = Number(text);
    if (!(seconds > 0 && seconds <= mostSeconds)) throw usageError(workshopWords.badTimeout(mostSeconds));
    return seconds;
  };
  return new Option("--timeout <seconds>", "how long a notebook may run").default(120).argParser(read);
}

/** What sealing takes, alone or on the way to a site. */
function sealingCommand(program: Command, name: string): Command {
  return program
    .command(name)
    .option("-o, --output <site>", publicFolder)
    .option("--unlock <locks>", "release, session, phrase, answer, checks, with commas between")
    .option("--private <folder>", privateFolder)
    .option("--new-keys", "a new cohort: new keys and words, nothing released")
    .option("--allow-guessable", "accept answers that can be guessed")
    .addOption(noSalt())
    .addOption(timeout())
    .option("--dry-run", "say what would be written, and write nothing")
    .option("--json", "print the result as JSON");
}

function addEncrypt(program: Command, effects: Effects): void {
  sealingCommand(program, "encrypt")
    .summary("lock the solutions of notebooks")
    .description("Writes the stripped notebook and its locked solutions; keys go into the private folder.")
    .argument("<notebook...>", "solved notebooks")
    .addHelpText("after", optionsHelp)
    .action((notebooks: string[], options: EncryptOptions) => encrypt(notebooks, options, effects));
}

const optionsHelp = `
What opens a solution is said in the notebook's header:

  # [tool.workshop]
  # unlock = ["release"]          # any of release, session, phrase, answer, checks
  # [tool.workshop.exercises.Q2]
  # unlock = ["answer", "release"]
  # answer = ["roots"]            # variables whose values are the proof
  # digits = 6                    # floats are compared to 6 significant digits`;

function addExport(program: Command, effects: Effects): void {
  sealingCommand(program, "export")
    .summary("make the whole site")
    .description(
      "Checks notebooks by running them, and writes the app, the notebooks and their locked solutions.",
    )
    .argument("<notebook-or-course...>", "solved notebooks, or a folder that holds them")
    .option("--keys-url <url>", "where pages fetch released keys instead of from the site")
    .option("--base <url>", "where the site will be, for the links that are printed; it runs under any path")
    .option("--no-validate", "do not run the notebooks first")
    .option("--repository-is-private", "export although git holds solved notebooks or keys")
    .action((inputs: string[], options: ExportOptions) => exportSite(inputs, options, effects));
}

function addPhrase(program: Command, effects: Effects): void {
  program
    .command("phrase")
    .summary("show the words that open an exercise, and their QR code")
    .argument("[name]", "[NOTEBOOK/]EXERCISE; with --session a notebook")
    .option("--session", "the words of the session")
    .option("--site <folder>", publicFolder)
    .option("--private <folder>", privateFolder)
    .option("--json", "print the result as JSON")
    .action((name: string | undefined, options: PhraseOptions) => phrase(name, options, effects));
}

function addAudit(program: Command, effects: Effects): void {
  program
    .command("audit")
    .summary("look for solutions and keys in what is published")
    .argument("[site]", publicFolder)
    .option("--private <folder>", privateFolder)
    .option("--source <folder>", "where the solved notebooks are (default: source in the course's folder)")
    .option("--repository-is-private", "although git holds solved notebooks or keys")
    .option("--json", "print the result as JSON")
    .action((site: string | undefined, options: AuditOptions) => auditCommand(site, options, effects));
}

function addReleaseKey(program: Command, effects: Effects): void {
  program
    .command("release-key")
    .summary("let everybody open solutions")
    .description("Puts keys of exercises into the public keys.json. A released key cannot be taken back.")
    .argument("[exercise...]", "[NOTEBOOK/]EXERCISE, with --all NOTEBOOK; or first a keys.json, then these")
    .option("--all", "every exercise, or every one of the notebooks that are named")
    .option("--site <folder>", publicFolder)
    .option("--private <folder>", privateFolder)
    .addOption(noSalt())
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
    .argument("[site]", publicFolder)
    .option("--json", "print the result as JSON")
    .action((site: string | undefined, options: StatusOptions) => status(site, options, effects));
}

function addServe(program: Command, effects: Effects): void {
  program
    .command("serve")
    .summary("serve a workshop live, with a cockpit to release from")
    .description(
      "Serves the site on this machine or a local network until Ctrl-C. Releases reach open pages at once, and are kept in keys.json.",
    )
    .argument("[site]", publicFolder)
    .option("--port <number>", "0 takes any free one", "8080")
    .option("--host <address>", "what to listen on; 0.0.0.0 for everybody on the network", "127.0.0.1")
    .option("--private <folder>", privateFolder)
    .option("--cert <file>", "a certificate in PEM, for https")
    .option("--key <file>", "its key")
    .option("--join <url>", "where attendees come in, when that is another address than this machine's")
    .action((site: string | undefined, options: ServeOptions) => serveCommand(site, options, effects));
}

/** What becomes of a command line that is wrong: where to read how it is right. */
import type { Command, CommanderError } from "commander";
import { workshopWords } from "../src/words/workshop.ts";
import { usageError } from "./error.ts";

/** For this command and all below: a mistake ends as a usage error, help and the version as commander's own. */
export function explainMistakes(command: Command): void {
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : mistake(error, command);
  });
  for (const inner of command.commands) explainMistakes(inner);
}

function mistake({ code, message }: CommanderError, command: Command): Error {
  // A command that has others below, without any of them: its help has been printed, and says it all.
  if (code === "commander.help") return usageError("");
  const told = message
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
  return usageError(workshopWords.wrongUsage(told, helpFor(command)));
}

/** `help` knows the commands that are typed first. */
function helpFor(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  const [program = "", first, ...more] = names;
  if (first === undefined) return `${program} help`;
  return more.length === 0 ? `${program} help ${first}` : `${names.join(" ")} --help`;
}

import { submissionWords } from "../../src/words/submission-commands.ts";
import type { Effects } from "../effects.ts";
import { inputError } from "../error.ts";

/** What the person answers. No answer ends the command. */
export async function answered(
  question: string,
  answer: "shown" | "hidden",
  { ask, signal }: Effects,
): Promise<string> {
  const typed = await ask(question, answer);
  signal.throwIfAborted();
  if (!typed?.trim()) throw inputError(submissionWords.noAnswer);
  return typed;
}

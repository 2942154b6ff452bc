/** The values that `answer` locks are made of, and whether they are worth a lock. */
import { readFile } from "node:fs/promises";
import { isFailure } from "../src/core/failure.ts";
import { answerTexts } from "../src/core/solutions/canonical.ts";
import type { PublicText } from "../src/core/solutions/literals.ts";
import { answerStrength, leastAnswerBits } from "../src/core/solutions/strength.ts";
import { sealingWords, workshopWords } from "../src/words/workshop.ts";
import { inputError } from "./error.ts";
import type { RunResult } from "./run-notebook.ts";
import type { Source } from "./source.ts";

/** Names of all variables that are the proof of an answer. */
export function answerVariables({ options }: Source): string[] {
  return [...new Set([...options.values()].flatMap(({ answer }) => answer?.variables ?? []))];
}

/** Exercise → the canonical texts that open it. Refuses answers that are easily guessed, unless `allowGuessable`. */
export async function readAnswers(
  source: Source,
  values: RunResult["values"],
  allowGuessable: boolean,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const answers = new Map<string, readonly string[]>();
  const publicTexts = await readPublicTexts(source);
  for (const { id, line } of source.exercises) {
    const proof = source.options.get(id)?.answer;
    if (!proof) continue;
    const texts = answerTexts(values, proof);
    const strength = answerStrength(values, proof, publicTexts);
    const failed = isFailure(texts) ? texts : isFailure(strength) ? strength : undefined;
    if (failed) throw inputError(sealingWords({ ...failed, exercise: id }), source.file, line);
    if (isFailure(texts) || isFailure(strength)) continue;
    if (strength.bits < leastAnswerBits && !allowGuessable) {
      const seen = strength.values.find(({ literal }) => literal !== undefined);
      const where = seen?.literal && workshopWords.readable(seen.path, seen.literal.file, seen.literal.line);
      const bits = Math.floor(strength.bits);
      throw inputError(workshopWords.weakAnswer(id, bits, leastAnswerBits, where), source.file, line);
    }
    answers.set(id, texts);
  }
  return answers;
}

async function readPublicTexts(source: Source): Promise<PublicText[]> {
  const files = await Promise.all(
    source.files.map(async ({ name, path }) => ({ file: name, text: await readFile(path, "latin1") })),
  );
  return [{ file: `${source.id}.py as attendees get it`, text: source.stripped }, ...files];
}

/** Questions on behalf of a notebook: whoever says no again and again is left alone for a while. */
import type { Clock } from "../environment.ts";
import type { Notices, Question } from "../notices.ts";

/** The person's answer; undefined when nobody was asked. */
export type Ask = (question: Question) => Promise<boolean | undefined>;

/** Noes in a row that are taken without a rest. */
const PATIENCE = 3;
/** Milliseconds without a question after each further no. */
const REST = 30_000;

export function createQuestions(clock: Clock, notices: Notices): Ask {
  let noes = 0;
  let restsUntil = 0;
  return async (question) => {
    if (notices.question.peek() !== null || clock.now() < restsUntil) return undefined;
    const yes = await notices.ask(question);
    noes = yes ? 0 : noes + 1;
    if (noes >= PATIENCE) restsUntil = clock.now() + REST;
    return yes;
  };
}

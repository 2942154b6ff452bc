/** The same as `transport.ts` for people at a terminal: their files lie where they were, and no page is in the way. */
import type { TransportFailure } from "../core/submission/failure.ts";
import type { Details, FailureWords } from "./failures.ts";
import { named, notSent, notSignedIn, type PrintTime, transportWords, workIsKept } from "./transport.ts";

type Difference = Partial<FailureWords>;

const listAgain = "Look what there is with `fetch --list`, or ask your teacher.";

/** Where the page's words speak of the page. */
const differences: Partial<
  Record<TransportFailure["failure"], Difference | ((details: Details) => Difference)>
> = {
  unreachable: ({ host }) => ({
    what: `${named(host)} does not answer.`,
    todo: "Check the address and the connection, then try again.",
  }),
  "no-such-assignment": { todo: listAgain },
  "no-such-file": { todo: listAgain },
  "other-sign-in": { todo: "Run `workshop moodle login --sso` again, and copy the new link." },
  "wrong-password": {
    todo: "Type both again. Schools with single sign-on have no password here: use --sso.",
  },
  "not-moodle": ({ host }) => ({ what: `There is no Moodle at ${named(host)}.` }),
  "services-off": { todo: "Submit on Moodle's own page. Tell your teacher." },
  closed: { todo: "Ask your teacher for more time." },
  "not-open-yet": { todo: "Submit then." },
  "team-submission": { todo: "Submit your file on Moodle's own page." },
  "statement-needed": { todo: "Submit again with --agree if you do." },
  "already-final": { safe: "What you submitted is as it was." },
  "would-lose-files": { todo: "Delete those files on the course's own page, or submit there." },
  "left-as-draft": { safe: "The draft is kept there." },
  "not-stored": { todo: "Submit again. If it stays so, tell your teacher." },
};

/** All in one line. */
export function terminalWords(failure: TransportFailure, time: PrintTime): string {
  const difference = differences[failure.failure];
  const usual = transportWords(failure, time);
  const own = typeof difference === "function" ? difference(failure) : difference;
  const { what, safe, todo } = { ...usual, safe: safeHere(usual.safe), ...own };
  return [what, safe, todo].filter((words) => words !== "").join(" ");
}

/** Nobody fears for a file on the own disk. */
function safeHere(safe: string): string {
  if (safe === workIsKept || safe === notSignedIn) return "";
  return safe === notSent ? "Nothing was submitted." : safe;
}

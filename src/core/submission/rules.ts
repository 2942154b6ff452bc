/** What a server's rules say of a submission before anything is sent. */
import type { SubmissionRefusal } from "./failure.ts";
import type { Outgoing, SubmissionRules } from "./transport.ts";

/** Why the rules forbid it; undefined when they do not. */
export function refusedByRules(rules: SubmissionRules, outgoing: Outgoing): SubmissionRefusal | undefined {
  const { filename: name, content, final, agreed } = outgoing;
  const { maxBytes, types, statement } = rules;
  if (rules.isTeam) return { failure: "team-submission" };
  if (!rules.takesFiles) return { failure: "takes-no-files" };
  if (maxBytes !== null && content.size > maxBytes) {
    return { failure: "submission-too-large", bytes: content.size, limit: maxBytes };
  }
  if (types !== null && !types.some((type) => name.toLowerCase().endsWith(type.toLowerCase()))) {
    return { failure: "file-type-refused", name, types };
  }
  // A draft is not submitted yet, so nothing is agreed to.
  const isFinal = final || !rules.hasDrafts;
  if (statement !== null && isFinal && !agreed) return { failure: "statement-needed" };
  return undefined;
}

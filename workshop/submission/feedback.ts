/** `feedback` of every transport: the grade, what was written, and files. */
import { plainText } from "../../src/core/submission/plain-text.ts";
import { manyLines } from "../../src/transport/foreign-text.ts";
import { submissionWords } from "../../src/words/submission-commands.ts";
import type { Effects } from "../effects.ts";
import { required } from "./failed.ts";
import { download } from "./fetch.ts";
import { assignmentNamed, type Session } from "./session.ts";

export interface FeedbackOptions {
  /** Folder that its files are saved in; without it they are named. */
  readonly output?: string | undefined;
  readonly json?: boolean | undefined;
}

export async function feedback(
  name: string,
  { output, json }: FeedbackOptions,
  session: Session,
  effects: Effects,
): Promise<void> {
  const { transport, access } = session;
  const assignment = await assignmentNamed(name, session, effects);
  const { grade } = required(await transport.status(access, assignment, null, effects.signal));
  const files = grade?.files ?? [];
  const saved = output === undefined ? [] : await download(files, output, session, effects);
  if (json) {
    const about = grade && { ...grade, files: files.map((file) => file.name) };
    effects.print(JSON.stringify({ assignment: assignment.name, grade: about, saved }, null, 2));
  } else if (grade === null) effects.print(submissionWords.notGraded(assignment.name));
  else {
    const { kind, content } = grade.feedback;
    const text = manyLines(kind === "html" ? plainText(content) : content);
    effects.print(submissionWords.grade(grade, text, output === undefined ? files : []));
    for (const { file, change } of saved) effects.print(submissionWords.fetched(file, change));
  }
}

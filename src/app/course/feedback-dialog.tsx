/** A grade and what was written to it. */
import { useEffect, useState } from "preact/hooks";
import type { RemoteGrade } from "../../core/submission/transport.ts";
import { DownloadIcon } from "../../look/icons.tsx";
import type { Desk } from "../../state/course/desk.ts";
import type { DeskRow } from "../../state/course/rows.ts";
import { courseWords, gradeWords as words } from "../../words/course.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ForeignFrame } from "./foreign-frame.tsx";
import { Moment } from "./moment.tsx";
import { TroubleNotice } from "./trouble.tsx";

export interface FeedbackDialogProps {
  readonly desk: Desk;
  readonly row: DeskRow;
  close(): void;
}

export function FeedbackDialog({ desk, row, close }: FeedbackDialogProps) {
  const current = desk.rows.value.find(({ notebook }) => notebook === row.notebook) ?? row;
  const { grade, remote } = current;
  useEffect(() => {
    if (remote !== null) desk.counter?.view.see(remote.id);
  }, [remote?.id, grade?.text]);
  return (
    <Dialog title={words.title(row.name)} closeWord={courseWords.close} class="feedback" onClose={close}>
      {() => (grade === null ? <p>{words.none}</p> : <GradeView desk={desk} row={current} grade={grade} />)}
    </Dialog>
  );
}

function GradeView({ desk, row, grade }: { desk: Desk; row: DeskRow; grade: RemoteGrade }) {
  const action = desk.actions.states.value.get(row.notebook);
  return (
    <>
      <dl class="facts">
        <dt>{words.grade}</dt>
        <dd class="grade-text">{grade.text}</dd>
        {grade.at !== null && (
          <>
            <dt>{courseWords.states.graded}</dt>
            <dd>
              <Moment at={grade.at} />
            </dd>
          </>
        )}
      </dl>
      {row.isGradeOfBefore && <p class="warn-text">{words.ofBefore}</p>}
      <FeedbackText grade={grade} />
      <FeedbackPage desk={desk} grade={grade} />
      {grade.files.length > 0 && (
        <section aria-label={words.files}>
          <h3>{words.files}</h3>
          <ul class="plain-list">
            {grade.files.map((file) => (
              <li key={file.url}>
                <button
                  type="button"
                  disabled={action?.kind === "busy"}
                  onClick={() => void desk.actions.fetchFile(row, file)}
                >
                  <DownloadIcon />
                  {words.get(file.name)}
                </button>
              </li>
            ))}
          </ul>
          {action?.kind === "failed" && <TroubleNotice trouble={action.failure} />}
        </section>
      )}
    </>
  );
}

function FeedbackText({ grade: { feedback } }: { grade: RemoteGrade }) {
  if (feedback.content.trim() === "") return <p class="muted">{words.noText}</p>;
  if (feedback.kind === "text") return <p class="feedback-text">{feedback.content}</p>;
  return <ForeignFrame title={words.text} html={feedback.content} />;
}

/** The page that is among the files, where the feedback is not that page already. */
function FeedbackPage({ desk, grade: { feedback, files } }: { desk: Desk; grade: RemoteGrade }) {
  const [html, setHtml] = useState<string | undefined>(undefined);
  const addresses = files.map(({ url }) => url).join(" ");
  useEffect(() => {
    if (feedback.kind === "text") void desk.actions.readPage(files).then(setHtml);
  }, [desk, feedback.kind, addresses]);
  if (html === undefined) return null;
  return (
    <section aria-label={words.page}>
      <h3>{words.page}</h3>
      <p class="small muted">{words.pageHint}</p>
      <ForeignFrame title={words.page} html={html} />
    </section>
  );
}

/** A grade and what was written to it. A stranger's HTML is shown in a frame that runs and fetches nothing. */
import { useEffect } from "preact/hooks";
import type { RemoteGrade } from "../../core/submission/transport.ts";
import { DownloadIcon } from "../../look/icons.tsx";
import type { Desk } from "../../state/course/desk.ts";
import type { DeskRow } from "../../state/course/rows.ts";
import { courseWords, gradeWords as words } from "../../words/course.ts";
import { Dialog } from "../ui/dialog.tsx";
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
  return <iframe class="foreign" title={words.text} sandbox="" srcdoc={foreignPage(feedback.content)} />;
}

/** Fetches nothing: an image of a teacher's could tell a stranger who reads when. */
function foreignPage(html: string): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  const style = "body{font:16px/1.5 system-ui,sans-serif;margin:12px;overflow-wrap:anywhere}";
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light"><style>${style}</style>${html}`;
}

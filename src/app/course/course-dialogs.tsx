/** What opens over the dashboard: feedback, a receipt, the log, and the question before a reset. */
import type { Receipt } from "../../core/submission/records.ts";
import type { Desk } from "../../state/course/desk.ts";
import type { DeskRow } from "../../state/course/rows.ts";
import { courseWords as words } from "../../words/course.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ActivityDialog } from "./activity-dialog.tsx";
import { FeedbackDialog } from "./feedback-dialog.tsx";
import { ReceiptDialog } from "./receipt-dialog.tsx";

export type Shown =
  | { readonly kind: "feedback"; readonly row: DeskRow }
  | { readonly kind: "receipt"; readonly receipt: Receipt }
  | { readonly kind: "reset"; readonly row: DeskRow }
  | { readonly kind: "log" };

export interface CourseDialogProps {
  readonly desk: Desk;
  readonly shown: Shown;
  close(): void;
}

export function CourseDialog({ desk, shown, close }: CourseDialogProps) {
  switch (shown.kind) {
    case "feedback":
      return <FeedbackDialog desk={desk} row={shown.row} close={close} />;
    case "receipt":
      return <ReceiptDialog course={desk.course.title} receipt={shown.receipt} close={close} />;
    case "reset":
      return <ResetDialog desk={desk} row={shown.row} close={close} />;
    case "log":
      return <ActivityDialog desk={desk} close={close} />;
    default:
      return shown satisfies never;
  }
}

function ResetDialog({ desk, row, close }: { desk: Desk; row: DeskRow; close: () => void }) {
  return (
    <Dialog title={words.resetTitle(row.name)} closeWord={words.close} onClose={close}>
      {(end) => (
        <>
          <p>{words.resetText}</p>
          <p class="actions">
            <button type="button" onClick={end}>
              {words.cancel}
            </button>
            <button
              type="button"
              class="danger"
              onClick={() => {
                end();
                void desk.actions.reset(row);
              }}
            >
              {words.reset}
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}

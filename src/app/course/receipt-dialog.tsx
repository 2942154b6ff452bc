/** What is known of a submission that arrived, to read, to print and to take away. */
import type { Receipt } from "../../core/submission/records.ts";
import { DownloadIcon, PrintIcon } from "../../look/icons.tsx";
import { courseWords } from "../../words/course.ts";
import { receiptWords as words } from "../../words/submitting.ts";
import { useApp } from "../context.ts";
import { Dialog } from "../ui/dialog.tsx";
import { receiptFacts, receiptText } from "./receipt-text.ts";

export interface ReceiptDialogProps {
  /** The course's title. */
  readonly course: string;
  readonly receipt: Receipt;
  close(): void;
}

export function ReceiptDialog({ course, receipt, close }: ReceiptDialogProps) {
  return (
    <Dialog
      title={words.title(receipt.assignment.name)}
      closeWord={courseWords.close}
      class="receipt"
      onClose={close}
    >
      {() => (
        <>
          <ReceiptFacts course={course} receipt={receipt} />
          <p class="actions start unprinted">
            <ReceiptButtons course={course} receipt={receipt} />
          </p>
        </>
      )}
    </Dialog>
  );
}

/** To keep it as a file, and to print it. */
export function ReceiptButtons({ course, receipt }: Omit<ReceiptDialogProps, "close">) {
  const app = useApp();
  const save = (): void => {
    const blob = new Blob([receiptText(course, receipt)], { type: "text/plain" });
    app.save({ name: `${receipt.filename.replace(/\.py$/, "")}-receipt.txt`, blob });
  };
  return (
    <>
      <button type="button" onClick={save}>
        <DownloadIcon />
        {words.download}
      </button>
      <button type="button" onClick={() => print()}>
        <PrintIcon />
        {words.print}
      </button>
    </>
  );
}

export function ReceiptFacts({ course, receipt }: Omit<ReceiptDialogProps, "close">) {
  return (
    <dl class="facts" data-receipt={receipt.id}>
      {receiptFacts(course, receipt).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

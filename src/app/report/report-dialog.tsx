/** The opened report, in a frame that runs nothing: what a notebook wrote is never part of this page. */
import { useEffect, useRef } from "preact/hooks";
import { CloseIcon, DownloadIcon } from "../../look/icons.tsx";
import type { Session } from "../../state/session/session.ts";
import { words } from "../../words/en.ts";

export function ReportDialog({ session }: { session: Session }) {
  const { report } = session.validator;
  const page = report.page.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = page !== null;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  if (page === null) return null;
  const title = words.report.opened(session.document.title);
  return (
    <dialog ref={dialog} class="report-dialog" aria-label={title} onClose={() => report.close()}>
      <p class="report-bar">
        <strong>{title}</strong>
        <button type="button" class="quiet" onClick={() => void report.download()}>
          <DownloadIcon />
          {words.report.download}
        </button>
        <button type="button" class="quiet" onClick={() => report.close()}>
          <CloseIcon />
          {words.report.close}
        </button>
      </p>
      <iframe title={title} sandbox="" srcdoc={page} />
    </dialog>
  );
}

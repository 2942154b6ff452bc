/** The student's notebook beside the one that is handed out now. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { CloseIcon } from "../../look/icons.tsx";
import type { Session } from "../../state/session/session.ts";
import { keepingWords } from "../../words/keeping.ts";
import { diffTexts } from "./diff-lines.ts";
import { DiffView } from "./diff-view.tsx";
import "./keeping.css";

const words = keepingWords.upstream;

export function UpstreamDialog({ session, close }: { session: Session; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const mine = session.source.text.value;
  const theirs = session.document.original;
  const diff = useMemo(() => diffTexts(mine, theirs), [mine, theirs]);
  return (
    <dialog ref={dialog} class="history-dialog" aria-label={words.compared} onClose={close}>
      <div class="history-bar">
        <h2>{words.compared}</h2>
        <button type="button" class="quiet icon-only" onClick={() => dialog.current?.close()}>
          <CloseIcon />
          <span class="hidden-text">{words.close}</span>
        </button>
      </div>
      <div class="history-detail">
        {diff === undefined ? (
          <pre class="diff">{theirs}</pre>
        ) : (
          <>
            <p>{words.summary(diff.added, diff.removed)}</p>
            <DiffView diff={diff} />
          </>
        )}
      </div>
    </dialog>
  );
}

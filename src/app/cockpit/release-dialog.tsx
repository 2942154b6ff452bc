/** Asks once more: a released key cannot be taken back. The yes has the focus, so that Enter twice is enough. */
import { useEffect, useRef } from "preact/hooks";
import { cockpitWords as words } from "../../words/cockpit.ts";

interface ReleaseDialogProps {
  readonly question: string;
  release(): void;
  close(): void;
}

export function ReleaseDialog({ question, release, close }: ReleaseDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    yes.current?.focus();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="release-question" onClose={close}>
      <h2 id="release-question">{question}</h2>
      <p>{words.ask.text}</p>
      <p class="actions">
        <button type="button" onClick={() => dialog.current?.close()}>
          {words.ask.no}
        </button>
        <button
          ref={yes}
          type="button"
          class="primary"
          onClick={() => {
            release();
            dialog.current?.close();
          }}
        >
          {words.ask.yes}
        </button>
      </p>
    </dialog>
  );
}

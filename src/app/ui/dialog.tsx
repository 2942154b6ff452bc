/** A dialog with its title and a button that closes it. The browser gives the focus back to where it came from. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { CloseIcon } from "../../look/icons.tsx";

export interface DialogProps {
  readonly title: string;
  /** What the closing button says. */
  readonly closeWord: string;
  readonly class?: string;
  onClose(): void;
  /** `close` ends the dialog as its button does. */
  children(close: () => void): ComponentChildren;
}

export function Dialog({ title, closeWord, class: name = "", onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class={`titled-dialog ${name}`} aria-label={title} onClose={onClose}>
      <div class="dialog-bar">
        <h2>{title}</h2>
        <button type="button" class="quiet icon-only" onClick={close}>
          <CloseIcon />
          <span class="hidden-text">{closeWord}</span>
        </button>
      </div>
      {children(close)}
    </dialog>
  );
}

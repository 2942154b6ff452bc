/** The settings over an open notebook: its address, and with it the running Python, stays. */
import { useEffect, useRef } from "preact/hooks";
import { CloseIcon } from "../../look/icons.tsx";
import { words } from "../../words/en.ts";
import { SettingsForm } from "./settings-form.tsx";

export function SettingsDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { title, close: closeWord } = words.settings;
  return (
    <dialog ref={dialog} class="settings-dialog" aria-label={title} onClose={close}>
      <div class="dialog-bar">
        <h2>{title}</h2>
        <button type="button" class="quiet icon-only" onClick={() => dialog.current?.close()}>
          <CloseIcon />
          <span class="hidden-text">{closeWord}</span>
        </button>
      </div>
      <SettingsForm />
    </dialog>
  );
}

/** The settings over an open notebook: its address, and with it the running Python, stays. */
import { words } from "../../words/en.ts";
import { Dialog } from "./dialog.tsx";
import { SettingsForm } from "./settings-form.tsx";

export function SettingsDialog({ close }: { close: () => void }) {
  const { title, close: closeWord } = words.settings;
  return (
    <Dialog title={title} closeWord={closeWord} onClose={close}>
      {() => <SettingsForm />}
    </Dialog>
  );
}

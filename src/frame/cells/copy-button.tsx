import { useSignal } from "@preact/signals";
import { notebookWords } from "../../words/notebook.ts";

const words = notebookWords.console;

/** Copies a text that is put together when it is asked for. The frame hands it to the shell, which may write it. */
export function CopyButton({ text }: { text(): string }) {
  const word = useSignal<string>(words.copy);
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => {
        word.value = words.copied;
      },
      () => {
        word.value = words.notCopied;
      },
    );
  return (
    <button type="button" class="tool copy" aria-live="polite" onClick={copy}>
      {word.value}
    </button>
  );
}

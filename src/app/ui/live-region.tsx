/** Says to screen readers what others see: a run has ended, Python is ready. */
import type { Said } from "../../state/notices.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";

export function LiveRegion() {
  const { count, said } = useApp().notices.announcement.value;
  // A new element for each announcement, or the same sentence twice would be silent.
  return (
    <div class="hidden-text" role="status" aria-live="polite" aria-atomic="true">
      <span key={count}>{said === null ? "" : saidWords(said)}</span>
    </div>
  );
}

function saidWords(said: Said): string {
  switch (said.said) {
    case "text":
      return said.text;
    case "run-finished":
      return words.said.finished(said.passed, said.all);
    case "run-stopped":
      return words.said.stopped;
    case "validated":
      return words.said.validated(said.passed, said.all);
    case "saved":
      return words.saved.done;
    case "python-ready":
      return words.said.ready;
    default:
      return said satisfies never;
  }
}

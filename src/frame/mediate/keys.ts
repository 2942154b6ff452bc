/** Shortcuts that work wherever the focus is: pressed in here, they are told to the shell. */
import type { FrameMessage, Shortcut } from "../../runtime/contract.ts";

/** Null for a key that is nobody's shortcut. */
function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (event.key === "F6") return event.shiftKey ? "previous-region" : "next-region";
  if (!event.ctrlKey && !event.metaKey) return null;
  switch (event.key.toLowerCase()) {
    case "s":
      return event.shiftKey ? null : "save";
    case "enter":
      return event.shiftKey ? "run-all" : null;
    case ".":
    // With Shift the key of the full stop gives ">" on American and ":" on many European keyboards.
    case ">":
    case ":":
      return event.shiftKey ? "validate" : "stop";
    default:
      return null;
  }
}

export function forwardShortcuts(tell: (message: FrameMessage) => void): void {
  window.addEventListener(
    "keydown",
    (event) => {
      const shortcut = shortcutOf(event);
      if (!shortcut) return;
      event.preventDefault();
      event.stopPropagation();
      tell({ kind: "shortcut", shortcut });
    },
    true,
  );
}

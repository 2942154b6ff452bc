/** Dropping and pasting notebooks anywhere on the page, and the keys that work everywhere. */
import type { App } from "../state/app.ts";
import type { Shortcut } from "../state/wall.ts";

/** Starts listening on the window. */
export function listenForGestures(app: App): void {
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    takeFiles(app, files);
  });
  addEventListener("paste", (event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files.length > 0) takeFiles(app, files);
    else if (looksLikeNotebook(text)) void app.opener.openFile({ name: "pasted.py", blob: new Blob([text]) });
    else return;
    event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if (app.workspace.value.kind !== "open") return;
    const shortcut = shortcutOf(event);
    if (shortcut === undefined) return;
    app.shortcut(shortcut);
    event.preventDefault();
  });
}

/** The same keys as inside the frame (frame/mediate/keys.ts). */
function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.key === "F6") return event.shiftKey ? "previous-region" : "next-region";
  if (!event.ctrlKey && !event.metaKey) return undefined;
  if (event.key === "Enter" && event.shiftKey) return "run-all";
  if (".>:".includes(event.key)) return event.shiftKey ? "validate" : "stop";
  return event.key.toLowerCase() === "s" && !event.shiftKey ? "save" : undefined;
}

/** A notebook is opened; anything else goes into the folder of the notebook that is open. */
function takeFiles(app: App, files: readonly File[]): void {
  const named = files.map((file) => ({ name: file.name, blob: file }));
  const notebook = named.find((file) => file.name.endsWith(".py"));
  if (notebook !== undefined) void app.opener.openFile(notebook);
  else if (app.workspace.value.kind === "open") app.workspace.value.session.addFiles(named);
}

function looksLikeNotebook(text: string): boolean {
  return /\bmarimo\.App\(/.test(text);
}

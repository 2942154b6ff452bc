/** A cell's text in a plain text area, for screen readers and phones. Tab leaves it. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { notebookWords } from "../../words/notebook.ts";
import { helpIds } from "./code-mirror.ts";
import type { EditorSource } from "./editor-source.ts";

interface PlainEditorProps {
  readonly source: EditorSource;
  readonly focus: boolean;
}

const colonLast = /:\s*(#.*)?$/;

/** What the line after `before`, the text up to the cursor, begins with. */
function indentAfter(before: string): string {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  return colonLast.test(line) ? `${indent}    ` : indent;
}

function breakLine(source: EditorSource, area: HTMLTextAreaElement, event: KeyboardEvent): void {
  if (source.prose || source.locked.value || event.isComposing) return;
  const indent = indentAfter(area.value.slice(0, area.selectionStart));
  if (indent === "") return;
  event.preventDefault();
  // The one way to insert text that the browser's own Undo knows; it sends an input event as typing does.
  document.execCommand("insertText", false, `\n${indent}`);
}

function onKey(source: EditorSource, area: HTMLTextAreaElement, event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.altKey) return;
  if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
    breakLine(source, area, event);
    return;
  }
  event.preventDefault();
  if (event.shiftKey) source.runAndGoOn();
  else source.run();
}

export function PlainEditor({ source, focus }: PlainEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const text = source.text.value;
  useLayoutEffect(() => {
    if (focus) area.current?.focus();
  }, []);
  return (
    <div class={source.prose ? "code-plain prose-text" : "code-plain"}>
      {/* Grows the text area, which lies over it in the same grid cell. */}
      <div class="code-plain-size" aria-hidden="true">
        {`${text}\n`}
      </div>
      <textarea
        ref={area}
        data-focus
        aria-label={source.label.value}
        aria-describedby={helpIds.plain}
        autocapitalize={source.prose ? "sentences" : "off"}
        autocomplete="off"
        spellcheck={source.prose}
        rows={1}
        value={text}
        placeholder={source.prose ? notebookWords.code.textEmpty : notebookWords.code.empty}
        readOnly={source.locked.value}
        onInput={(event) => source.write(event.currentTarget.value)}
        onKeyDown={(event) => onKey(source, event.currentTarget, event)}
      />
    </div>
  );
}

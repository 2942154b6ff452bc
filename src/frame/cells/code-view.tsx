/** The still picture of a cell's text: shown at once, before its editor exists, in the editor's own measures. */
import { useMemo } from "preact/hooks";
import { notebookWords } from "../../words/notebook.ts";
import { highlightPython, plainLines, type Token } from "./highlight.ts";

interface CodeViewProps {
  readonly text: string;
  readonly prose: boolean;
  readonly label: string;
  /** The person wants to write here: bring the editor, and put the focus into it. */
  onWanted(): void;
}

const line = (tokens: readonly Token[], index: number) => (
  <div class="code-line" key={index}>
    {tokens.length === 0 ? <br /> : tokens.map((token) => <span class={token.classes}>{token.text}</span>)}
  </div>
);

/** More lines than these make the picture slower than the editor that it stands in for. */
const MOST_LINES = 2_000;

/** The text, or as much of it as is drawn. */
function beginning(text: string): string {
  let end = -1;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) return text;
  }
  return text.slice(0, end);
}

const placeholderFor = (prose: boolean) => (prose ? notebookWords.code.textEmpty : notebookWords.code.empty);

export function CodeView({ text, prose, label, onWanted }: CodeViewProps) {
  const drawn = beginning(text);
  const lines = useMemo(() => (prose ? plainLines(drawn) : highlightPython(drawn)), [drawn, prose]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a real text area cannot show colours
    <div
      class={prose ? "code-still prose-text" : "code-still"}
      role="textbox"
      aria-multiline="true"
      aria-readonly="true"
      aria-label={label}
      tabIndex={0}
      data-focus
      onFocus={onWanted}
    >
      <div class="code-lines">
        {text === "" ? (
          <div class="code-line code-placeholder">{placeholderFor(prose)}</div>
        ) : (
          lines.map(line)
        )}
      </div>
    </div>
  );
}

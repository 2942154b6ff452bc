/** Colours of Python: one highlighter for the still picture of a cell and for its editor, so that both look alike. */
import { classHighlighter, highlightCode, tagHighlighter, tags } from "@lezer/highlight";
import { parser } from "@lezer/python";

/** What the general classes lack: the names that a definition introduces, and names that are called. */
const pythonNames = tagHighlighter([
  { tag: tags.function(tags.definition(tags.variableName)), class: "tok-defined" },
  { tag: tags.definition(tags.className), class: "tok-defined" },
  { tag: tags.function(tags.variableName), class: "tok-called" },
  { tag: tags.function(tags.propertyName), class: "tok-called" },
]);

export const highlighters = [classHighlighter, pythonNames] as const;

/** A stretch of one line in one look; `classes` is "" for plain text. */
export interface Token {
  readonly text: string;
  readonly classes: string;
}

/** The lines of a Python text as coloured tokens; their texts joined with "\n" are the text itself. */
export function highlightPython(code: string): readonly (readonly Token[])[] {
  let line: Token[] = [];
  const lines = [line];
  highlightCode(
    code,
    parser.parse(code),
    highlighters,
    (text, classes) => line.push({ text, classes }),
    () => {
      line = [];
      lines.push(line);
    },
  );
  return lines;
}

/** The lines of a prose text, without colours. */
export function plainLines(text: string): readonly (readonly Token[])[] {
  return text.split("\n").map((line) => (line === "" ? [] : [{ text: line, classes: "" }]));
}

/** Longer cells hold data: parsing them on every drawing would take longer than Python needs to start. */
const LONG = 100_000;

/**
 * True when the cell ends in an expression, so that an output is to be expected under it (marimo's rule). Very long
 * cells are not looked at.
 */
export function endsInExpression(code: string): boolean {
  if (code.length > LONG) return false;
  let last = parser.parse(code).topNode.lastChild;
  while (last !== null && last.name === "Comment") last = last.prevSibling;
  return last?.name === "ExpressionStatement";
}

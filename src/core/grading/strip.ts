/** Takes solutions and hidden tests out of a notebook's text, as mograder's `generate` does; the rest stays byte for byte. */
import { findMarkers, HIDDEN_PLACEHOLDER, type MarkedBlock, PLACEHOLDER } from "../notebook/markers.ts";
import { isBlank, newlineOf, strip } from "../notebook/text.ts";
import { missingNames } from "./returned-names.ts";

export interface Stripped {
  readonly text: string;
  /** How many blocks were taken out. */
  readonly solutions: number;
  readonly hiddenTests: number;
}

/**
 * Every solution becomes `# YOUR CODE HERE` and `pass`, every block of hidden tests `# HIDDEN TESTS`. Names that the
 * cell returns and nothing in front of the solution binds are bound to `...`, so that the cell can still return
 * them. The markers must pair up (`findMarkers(text).problems` is empty).
 */
export function stripSolutions(text: string): Stripped {
  const { blocks } = findMarkers(text);
  const newline = newlineOf(text);
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const kept: string[] = [];
  let next = 0;
  for (const block of blocks) {
    kept.push(...lines.slice(next, block.begin - 1));
    next = block.end;
    const inside = placeholderFor(block, kept, lines.slice(next));
    // What ends the block's last line, which may be nothing at the end of the file.
    const ending = /[\r\n]*$/.exec(lines[block.end - 1] ?? "")?.[0] ?? "";
    kept.push(...inside.map((line, at) => line + (at < inside.length - 1 ? newline : ending)));
  }
  kept.push(...lines.slice(next));
  return {
    text: plainAnswers(kept, newline).join(""),
    solutions: blocks.filter(({ kind }) => kind === "solution").length,
    hiddenTests: blocks.filter(({ kind }) => kind === "hidden-tests").length,
  };
}

function placeholderFor(block: MarkedBlock, before: readonly string[], after: readonly string[]): string[] {
  const { indentation } = block;
  if (block.kind === "hidden-tests") return [indentation + HIDDEN_PLACEHOLDER];
  const names = missingNames(before, after, indentation.length);
  return [...names.map((name) => `${name} = ...`), PLACEHOLDER, "pass"].map((line) => indentation + line);
}

const answerText = /^(\s*)(?:response_text|_response)\s*=\s*(["'])(.*)\2\s*$/;

/** A written answer: the student edits the text of a markdown cell, no string in a cell of code. */
function plainAnswers(lines: readonly string[], newline: string): string[] {
  const result: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [line = "", comment = "", pass = "", shown = ""] = lines.slice(index, index + 4);
    const [, indentation = "", , text = ""] = answerText.exec(line.replace(/[\r\n]+$/, "")) ?? [];
    const isAnswer =
      text !== "" &&
      strip(comment) === PLACEHOLDER &&
      strip(pass) === "pass" &&
      /^mo\.md\((?:response_text|_response)\)$/.test(strip(shown));
    if (isAnswer) {
      const ending = /[\r\n]*$/.exec(shown)?.[0] ?? "";
      result.push(`${indentation}mo.md(r"""${newline}`, `${indentation}${text}${newline}`);
      result.push(`${indentation}""")${ending}`);
      index += 3;
    } else result.push(line);
  }
  return result;
}

/** True when a text has a line that is nothing but a solution's marker: it must not be published. */
export function hasSolutions(text: string): boolean {
  return text
    .split(/\r\n|\r|\n/)
    .some((line) => !isBlank(line) && /^### (?:BEGIN|END) SOLUTION$/.test(strip(line)));
}

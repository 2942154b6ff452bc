/** Two texts line by line, with what did not change folded away. */
import { diffLines } from "diff";

export interface DiffLine {
  readonly kind: "added" | "removed" | "same";
  readonly text: string;
}

/** Lines that are shown, or so many equal ones that are not. */
export type DiffPart =
  | { readonly kind: "lines"; readonly lines: readonly DiffLine[] }
  | { readonly kind: "folded"; readonly lines: readonly DiffLine[] };

export interface Diff {
  readonly added: number;
  readonly removed: number;
  readonly parts: readonly DiffPart[];
}

/** Equal lines that stay visible around a change. */
const AROUND = 3;
/** Milliseconds; texts that have little in common take very long. */
const PATIENCE = 500;

/** What leads from one text to the other; undefined when they have too little in common to say. */
export function diffTexts(before: string, after: string): Diff | undefined {
  const changes = diffLines(before, after, { timeout: PATIENCE, stripTrailingCr: true });
  if (changes === undefined) return undefined;
  const parts: DiffPart[] = [];
  let added = 0;
  let removed = 0;
  changes.forEach((change, index) => {
    const texts = splitLines(change.value);
    if (change.added) added += texts.length;
    else if (change.removed) removed += texts.length;
    else {
      parts.push(...fold(texts, index === 0, index === changes.length - 1));
      return;
    }
    const kind = change.added ? "added" : "removed";
    parts.push({ kind: "lines", lines: texts.map((text) => ({ kind, text })) });
  });
  return { added, removed, parts };
}

function splitLines(text: string): string[] {
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}

function fold(texts: readonly string[], isFirst: boolean, isLast: boolean): DiffPart[] {
  const lines = texts.map((text) => ({ kind: "same", text }) as const);
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  // Folding one line away would not save any room.
  if (lines.length <= head + tail + 1) return [{ kind: "lines", lines }];
  const parts: DiffPart[] = [
    { kind: "lines", lines: lines.slice(0, head) },
    { kind: "folded", lines: lines.slice(head, lines.length - tail) },
    { kind: "lines", lines: lines.slice(lines.length - tail) },
  ];
  return parts.filter((part) => part.lines.length > 0);
}

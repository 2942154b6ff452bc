/** A diff to read: marks and words beside the colours, what did not change folded away. */
import { useState } from "preact/hooks";
import { keepingWords } from "../../words/keeping.ts";
import type { Diff, DiffLine, DiffPart } from "./diff-lines.ts";

export function DiffView({ diff }: { diff: Diff }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll to long lines
    <section class="diff" aria-label={keepingWords.diff.label} tabIndex={0}>
      {diff.parts.map((part, index) => (
        <Part key={`${index} ${part.kind} ${part.lines.length}`} part={part} />
      ))}
    </section>
  );
}

function Part({ part }: { part: DiffPart }) {
  const [open, setOpen] = useState(false);
  if (part.kind === "lines" || open) return part.lines.map((line, index) => <Line key={index} line={line} />);
  return (
    <button type="button" class="diff-folded" onClick={() => setOpen(true)}>
      {keepingWords.diff.show(part.lines.length)}
    </button>
  );
}

const marks = { added: "+", removed: "−", same: " " } as const;

function Line({ line }: { line: DiffLine }) {
  const { kind, text } = line;
  return (
    <div class={`diff-line ${kind}`}>
      <span class="diff-mark" aria-hidden="true">
        {marks[kind]}
      </span>
      {kind !== "same" && <span class="hidden-text">{keepingWords.diff[kind]}</span>}
      <code>{text}</code>
    </div>
  );
}

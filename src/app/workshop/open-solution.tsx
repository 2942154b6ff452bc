/** A model solution beside the attendee's own, with what differs marked. It is only looked at: nothing is replaced. */
import { useState } from "preact/hooks";
import type { Opened } from "../../core/workshop/kept.ts";
import { attendeeWords as words } from "../../words/attendee.ts";
import { nameOf } from "../ui/exercise-name.ts";
import { compareLines, type Row } from "./compare.ts";
import { highlightLines, type Piece } from "./highlight.ts";
import { Notes } from "./notes.tsx";
import type { CardProps } from "./solution-card.tsx";

export function OpenSolution({ step, workshop, solution }: CardProps & { solution: Opened }) {
  const [compares, setCompares] = useState(true);
  const [said, say] = useState("");
  const own = workshop.ownCode(step.id);
  const model = solution.code.join("\n\n");
  return (
    <div class="open-solution">
      <p class="small muted">
        {words.openedBy[solution.by]} {!solution.secret && words.notSecret}
      </p>
      <p class="actions start">
        <button type="button" aria-pressed={compares} onClick={() => setCompares(!compares)}>
          {words.compare}
        </button>
        <button
          type="button"
          onClick={() =>
            void workshop.copy(step.id).then((isDone) => say(isDone ? words.copied : words.notCopied))
          }
        >
          {words.copy}
        </button>
        <button
          type="button"
          onClick={() => {
            const isDone = workshop.insert(step.id, words.heading(nameOf(step)));
            say(isDone ? words.inserted : words.notInserted);
          }}
        >
          {words.insert}
        </button>
        <span class="small" role="status">
          {said}
        </span>
      </p>
      {compares ? <Comparison own={own} model={model} /> : <Code label={words.model} code={model} />}
      {solution.notes !== "" && <Notes text={solution.notes} />}
    </div>
  );
}

function Comparison({ own, model }: { own: string; model: string }) {
  if (own.trim() === "") {
    return (
      <>
        <p class="small muted">{words.nothingYours}</p>
        <Code label={words.model} code={model} />
      </>
    );
  }
  const left = highlightLines(own);
  const right = highlightLines(model);
  const rows = compareLines(own.split("\n"), model.split("\n"));
  return (
    <>
      {rows.every(({ same }) => same) && <p class="small">{words.same}</p>}
      {/* Long lines scroll, and what scrolls must be in reach of the keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area */}
      <section class="comparison" tabIndex={0} aria-label={words.compare}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.yours}</th>
              <th scope="col">{words.model}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.own} ${row.model}`} data-same={row.same}>
                <Side row={row} line={row.own} pieces={left} side="own" />
                <Side row={row} line={row.model} pieces={right} side="model" />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

interface SideProps {
  readonly row: Row;
  readonly line: number | null;
  readonly pieces: readonly (readonly Piece[])[];
  readonly side: "own" | "model";
}

function Side({ row, line, pieces, side }: SideProps) {
  const isOwn = side === "own";
  if (line === null) return <td class="nothing" />;
  return (
    <td data-side={side} data-differs={!row.same}>
      {!row.same && (
        <span class="sign">
          <span aria-hidden="true">{isOwn ? "−" : "+"}</span>
          <span class="hidden-text">{isOwn ? words.onlyYours : words.onlyModel}: </span>
        </span>
      )}
      <code>
        <Line pieces={pieces[line] ?? []} />
      </code>
    </td>
  );
}

function Code({ label, code }: { label: string; code: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area
    <section class="model-code" tabIndex={0} aria-label={label}>
      <pre>
        <code>
          {highlightLines(code).map((pieces, index) => (
            <span key={index}>
              <Line pieces={pieces} />
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </section>
  );
}

function Line({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, className }, index) => (
        <span key={index} class={className}>
          {text}
        </span>
      ))}
    </>
  );
}

/** One cell: its line of tools, its code or text, its problems, output and console. */
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { CellView } from "../../runtime/contract.ts";
import { notebookWords } from "../../words/notebook.ts";
import type { CellRun, FrameCell, FrameModel, PythonState } from "../model.ts";
import { CellToolbar } from "./cell-toolbar.tsx";
import { Console } from "./console.tsx";
import { CellEditor } from "./editor.tsx";
import { Group } from "./group.tsx";
import { CellOutput } from "./output.tsx";
import { Problems } from "./problems.tsx";

interface CellProps {
  readonly model: FrameModel;
  readonly cell: FrameCell;
  /** Counted from 1. */
  readonly position: number;
}

/** Puts the focus into the cell's editor, or on the cell while its code is folded away. */
function reveal(cell: HTMLElement): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const target = cell.querySelector<HTMLElement>("[data-focus]") ?? cell;
  target.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

/** The frame in between lets a cell that has just been moved or unfolded reach its place first. */
function useReveal(model: FrameModel, id: string, root: RefObject<HTMLElement | null>): void {
  useSignalEffect(() => {
    if (model.reveal.value !== id) return;
    model.reveal.value = null;
    requestAnimationFrame(() => root.current && reveal(root.current));
  });
}

/** Text cells and cells with `hide_code` are read, not edited, until somebody asks for their code. */
function codeState(view: CellView, opened: Signal<boolean>): "always" | "shown" | "folded" {
  if (view.markdown === null && !view.hideCode) return "always";
  return opened.value ? "shown" : "folded";
}

/** What needs no word: a text that reads the same before it has run, and cells for which Python is on its way. */
function goesWithoutSaying(view: CellView, run: CellRun, python: PythonState): boolean {
  if (view.markdown !== null) return run.status === "stale" || run.status === "queued";
  const coming = python.kind === "waiting" || python.kind === "starting";
  return coming && run.status === "stale" && run.started === null;
}

export function Cell({ model, cell, position }: CellProps) {
  const root = useRef<HTMLDivElement>(null);
  const view = cell.view.value;
  const run = cell.run.value;
  const opened = useSignal(view.markdown === "");
  const renaming = useSignal(false);
  useReveal(model, cell.id, root);
  const name = view.name || notebookWords.cellNumber(position);
  const code = codeState(view, opened);
  const quiet = goesWithoutSaying(view, run, model.python.value);
  return (
    <Group
      ref={root}
      class={["cell", run.status === "disabled" && "cell-off", quiet && "cell-quiet"]
        .filter(Boolean)
        .join(" ")}
      label={name}
      tabIndex={-1}
      data-cell-id={cell.id}
      data-status={run.status}
      data-code={code}
      onFocusIn={() => {
        model.focused.value = cell.id;
      }}
    >
      <CellToolbar model={model} cell={cell} code={code} quiet={quiet} opened={opened} renaming={renaming} />
      {code !== "folded" && (
        <div
          class="cell-code"
          onFocusIn={() => {
            // Code that becomes a text cell while it is written stays open under the writer's hands.
            opened.value = true;
          }}
        >
          <CellEditor model={model} cell={cell} opened={opened} />
        </div>
      )}
      <Problems model={model} cell={cell.id} name={name} problems={run.problems} />
      <CellOutput model={model} cell={cell} name={name} />
      <Console parts={run.console} name={name} />
    </Group>
  );
}

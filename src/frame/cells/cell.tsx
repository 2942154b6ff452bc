/** One cell: its line of tools, its code or text, its problems, output and console. */
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { CellView } from "../../runtime/contract.ts";
import { notebookWords } from "../../words/notebook.ts";
import type { FrameCell, FrameModel } from "../model.ts";
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

export function Cell({ model, cell, position }: CellProps) {
  const root = useRef<HTMLDivElement>(null);
  const view = cell.view.value;
  const run = cell.run.value;
  const opened = useSignal(view.markdown === "");
  const renaming = useSignal(false);
  useReveal(model, cell.id, root);
  const name = view.name || notebookWords.cellNumber(position);
  const code = codeState(view, opened);
  return (
    <Group
      ref={root}
      class={run.status === "disabled" ? "cell cell-off" : "cell"}
      label={name}
      tabIndex={-1}
      data-cell-id={cell.id}
      data-status={run.status}
      data-code={code}
      onFocusIn={() => {
        model.focused.value = cell.id;
      }}
    >
      <CellToolbar
        model={model}
        cell={cell}
        code={code}
        renaming={renaming}
        onFold={() => {
          opened.value = !opened.value;
          if (opened.value) model.reveal.value = cell.id;
        }}
      />
      {code !== "folded" && (
        <div class="cell-code">
          <CellEditor model={model} cell={cell} />
        </div>
      )}
      <Problems model={model} cell={cell.id} name={name} problems={run.problems} />
      <CellOutput model={model} cell={cell} name={name} />
      <Console parts={run.console} name={name} />
    </Group>
  );
}

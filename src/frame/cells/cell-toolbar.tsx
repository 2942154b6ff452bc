/** The line on a cell's upper edge: what it is and how it is on the left, what one may do on the right. */
import type { Signal } from "@preact/signals";
import { EyeIcon, EyeOffIcon, LockIcon, PencilIcon, PlayIcon, StopIcon } from "../../look/icons.tsx";
import type { CellView } from "../../runtime/contract.ts";
import { notebookWords } from "../../words/notebook.ts";
import type { CellRun, FrameCell, FrameModel, PythonState } from "../model.ts";
import { CellMenu } from "./cell-menu.tsx";
import { CellStatusMark } from "./cell-status.tsx";
import { Rename } from "./rename.tsx";

interface CellToolbarProps {
  readonly model: FrameModel;
  readonly cell: FrameCell;
  /** "always": the code cannot be folded away; else whether it is. */
  readonly code: "always" | "shown" | "folded";
  readonly renaming: Signal<boolean>;
  onFold(): void;
}

/** What needs no word: a text that reads the same before it has run, and cells for which Python is on its way. */
function goesWithoutSaying(view: CellView, run: CellRun, python: PythonState): boolean {
  if (view.markdown !== null) return run.status === "stale" || run.status === "queued";
  return run.status === "stale" && run.started === null && ["waiting", "starting"].includes(python.kind);
}

function Legend({ view, run, python }: { view: CellView; run: CellRun; python: PythonState }) {
  const kind = notebookWords.kinds[view.kind];
  return (
    <>
      {view.name !== "" && <span class="chip cell-name">{view.name}</span>}
      {kind !== "" && <span class="chip">{kind}</span>}
      {view.locked !== null && (
        <span class="chip">
          <LockIcon size={14} />
          {notebookWords.locked[view.locked]}
        </span>
      )}
      {!goesWithoutSaying(view, run, python) && <CellStatusMark run={run} />}
    </>
  );
}

function FoldButton({ view, code, onFold }: { view: CellView } & Pick<CellToolbarProps, "code" | "onFold">) {
  const words = notebookWords.code;
  const editsText = view.markdown !== null && view.locked === null;
  const [open, close] = editsText ? [words.edit, words.done] : [words.show, words.hide];
  const folded = code === "folded";
  const Drawing = editsText ? PencilIcon : folded ? EyeIcon : EyeOffIcon;
  return (
    <button type="button" class="tool quiet" aria-expanded={!folded} onClick={onFold}>
      <Drawing />
      {folded ? open : close}
    </button>
  );
}

export function CellToolbar({ model, cell, code, renaming, onFold }: CellToolbarProps) {
  const view = cell.view.value;
  const run = cell.run.value;
  return (
    <div class="cell-bar">
      <div class="cell-legend">
        {renaming.value ? (
          <Rename model={model} cell={cell} renaming={renaming} />
        ) : (
          <Legend view={view} run={run} python={model.python.value} />
        )}
      </div>
      <div class="cell-tools">
        {code !== "always" && <FoldButton view={view} code={code} onFold={onFold} />}
        {run.status === "running" && (
          <button type="button" class="tool" onClick={() => model.actions.stop()}>
            <StopIcon />
            {notebookWords.stop}
          </button>
        )}
        <button
          type="button"
          class="tool run"
          aria-label={notebookWords.runCell}
          title={notebookWords.runCellTitle}
          onClick={() => model.actions.run([cell.id])}
        >
          <PlayIcon />
        </button>
        <CellMenu model={model} cell={cell} renaming={renaming} />
      </div>
    </div>
  );
}

/** The line on a cell's upper edge: what it is and how it is on the left, what one may do on the right. */
import type { Signal } from "@preact/signals";
import { EyeIcon, EyeOffIcon, LockIcon, PencilIcon, PlayIcon, StopIcon } from "../../look/icons.tsx";
import type { CellView } from "../../runtime/contract.ts";
import { notebookWords } from "../../words/notebook.ts";
import type { CellRun, FrameCell, FrameModel } from "../model.ts";
import { CellMenu } from "./cell-menu.tsx";
import { CellStatusMark } from "./cell-status.tsx";
import { Rename } from "./rename.tsx";

interface CellToolbarProps {
  readonly model: FrameModel;
  readonly cell: FrameCell;
  /** "always": the code cannot be folded away; else whether it is. */
  readonly code: "always" | "shown" | "folded";
  /** True when the cell's state goes without saying. */
  readonly quiet: boolean;
  /** Whether somebody has unfolded the code. */
  readonly opened: Signal<boolean>;
  readonly renaming: Signal<boolean>;
}

function Legend({ view, run, quiet }: { view: CellView; run: CellRun; quiet: boolean }) {
  const kind = notebookWords.kinds[view.kind];
  return (
    <>
      {view.name !== "" && <span class="chip cell-name">{view.name}</span>}
      {kind !== "" && kind !== view.name && <span class="chip">{kind}</span>}
      {view.locked !== null && (
        <span class="chip">
          <LockIcon size={14} />
          {notebookWords.locked[view.locked]}
        </span>
      )}
      {!quiet && <CellStatusMark run={run} />}
    </>
  );
}

type FoldProps = Pick<CellToolbarProps, "model" | "cell" | "code" | "opened">;

/** Done with a text means to see it, so it runs. */
function toggle({ model, cell, opened }: FoldProps, editsText: boolean): void {
  opened.value = !opened.value;
  if (opened.value) model.reveal.value = cell.id;
  else if (editsText && cell.run.value.status !== "idle") model.actions.run([cell.id]);
}

function FoldButton(props: FoldProps) {
  const words = notebookWords.code;
  const view = props.cell.view.value;
  const editsText = view.markdown !== null && view.locked === null;
  const [open, close] = editsText ? [words.edit, words.done] : [words.show, words.hide];
  const folded = props.code === "folded";
  const Drawing = editsText ? PencilIcon : folded ? EyeIcon : EyeOffIcon;
  return (
    <button type="button" class="tool quiet" aria-expanded={!folded} onClick={() => toggle(props, editsText)}>
      <Drawing />
      {folded ? open : close}
    </button>
  );
}

export function CellToolbar({ model, cell, code, quiet, opened, renaming }: CellToolbarProps) {
  const view = cell.view.value;
  const run = cell.run.value;
  return (
    <div class="cell-bar">
      <div class="cell-legend">
        {renaming.value ? (
          <Rename model={model} cell={cell} renaming={renaming} />
        ) : (
          <Legend view={view} run={run} quiet={quiet} />
        )}
      </div>
      <div class="cell-tools">
        {code !== "always" && <FoldButton model={model} cell={cell} code={code} opened={opened} />}
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
        <CellMenu model={model} cell={cell} opened={opened} renaming={renaming} />
      </div>
    </div>
  );
}

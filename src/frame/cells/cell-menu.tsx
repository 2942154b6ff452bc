/** What one may do with a cell beyond running it. */
import type { Signal } from "@preact/signals";
import {
  AddIcon,
  ArrowDownIcon,
  ArrowUpIcon,
  CodeIcon,
  DeleteIcon,
  EyeIcon,
  EyeOffIcon,
  MoreIcon,
  PauseIcon,
  PencilIcon,
  PlayIcon,
  TextIcon,
} from "../../look/icons.tsx";
import type { CellView } from "../../runtime/contract.ts";
import { notebookWords } from "../../words/notebook.ts";
import type { FrameCell, FrameModel } from "../model.ts";
import { cellName } from "./cell-name.ts";
import { type MenuAction, MenuButton } from "./menu.tsx";

interface CellMenuProps {
  readonly model: FrameModel;
  readonly cell: FrameCell;
  readonly opened: Signal<boolean>;
  readonly renaming: Signal<boolean>;
}

const words = notebookWords.menu;

const placeOf = (model: FrameModel, id: string): number =>
  model.cells.value.findIndex((cell) => cell.id === id);

/** The setup cell is always first: nothing goes above it, and it does not move. */
const isSetup = (cell: FrameCell | undefined): boolean => cell?.view.value.kind === "setup";

function addActions(model: FrameModel, cell: FrameCell): MenuAction[] {
  const before = model.cells.value[placeOf(model, cell.id) - 1]?.id ?? null;
  const add = (label: string, after: string | null, markdown: boolean): MenuAction => ({
    label,
    icon: markdown ? TextIcon : AddIcon,
    run() {
      model.reveal.value = model.actions.insert(after, markdown);
    },
  });
  const above = [add(words.addCodeAbove, before, false), add(words.addTextAbove, before, true)];
  const below = [add(words.addCodeBelow, cell.id, false), add(words.addTextBelow, cell.id, true)];
  return isSetup(cell) ? below : [...above, ...below];
}

function move(model: FrameModel, cell: FrameCell, to: "up" | "down"): void {
  model.actions.move(cell.id, to);
  const name = cellName(model, cell.id) ?? "";
  const total = model.cells.value.length;
  model.actions.announce(notebookWords.moved(name, placeOf(model, cell.id) + 1, total));
  model.reveal.value = cell.id;
}

function moveActions(model: FrameModel, cell: FrameCell): MenuAction[] {
  const cells = model.cells.value;
  const place = placeOf(model, cell.id);
  if (isSetup(cell)) return [];
  const up = { label: words.moveUp, icon: ArrowUpIcon, run: () => move(model, cell, "up") };
  const down = { label: words.moveDown, icon: ArrowDownIcon, run: () => move(model, cell, "down") };
  return [
    ...(place > 0 && !isSetup(cells[place - 1]) ? [up] : []),
    ...(place < cells.length - 1 ? [down] : []),
  ];
}

function remove(model: FrameModel, cell: FrameCell): void {
  const place = placeOf(model, cell.id);
  const next = model.cells.value[place + 1] ?? model.cells.value[place - 1];
  const name = cellName(model, cell.id) ?? "";
  model.actions.remove(cell.id);
  model.actions.announce(notebookWords.removed(name));
  model.reveal.value = next?.id ?? null;
}

function shapeActions({ model, cell, opened, renaming }: CellMenuProps, view: CellView): MenuAction[] {
  const { actions } = model;
  const rename = {
    label: words.rename,
    icon: PencilIcon,
    run() {
      renaming.value = true;
    },
  };
  const convert =
    view.markdown === null
      ? { label: words.toText, icon: TextIcon, run: () => actions.convert(cell.id, "markdown") }
      : { label: words.toCode, icon: CodeIcon, run: () => actions.convert(cell.id, "code") };
  const hide = {
    label: view.hideCode ? words.showCode : words.hideCode,
    icon: view.hideCode ? EyeIcon : EyeOffIcon,
    run() {
      opened.value = false;
      actions.configure(cell.id, { hideCode: !view.hideCode });
    },
  };
  const disable = {
    label: view.disabled ? words.enable : words.disable,
    icon: view.disabled ? PlayIcon : PauseIcon,
    run: () => actions.configure(cell.id, { disabled: !view.disabled }),
  };
  return view.kind === "code" ? [rename, convert, hide, disable] : [hide, disable];
}

const divide = (actions: readonly MenuAction[]): readonly MenuAction[] =>
  actions.map((action, index) => (index === 0 ? { ...action, divided: true } : action));

export function CellMenu(props: CellMenuProps) {
  const { model, cell } = props;
  const actions = () => {
    const view = cell.view.value;
    const add = addActions(model, cell);
    if (view.locked !== null) return add;
    const erase = { label: words.remove, icon: DeleteIcon, run: () => remove(model, cell) };
    return [
      ...add,
      ...divide(moveActions(model, cell)),
      ...divide(shapeActions(props, view)),
      ...divide([erase]),
    ];
  };
  return (
    <MenuButton label={notebookWords.moreActions} actions={actions}>
      <MoreIcon />
    </MenuButton>
  );
}

/** The quiet place between two cells where a new one is added. */
import { AddIcon, TextIcon } from "../../look/icons.tsx";
import { notebookWords } from "../../words/notebook.ts";
import type { FrameModel } from "../model.ts";
import { Group } from "./group.tsx";

interface InsertBarProps {
  readonly model: FrameModel;
  /** The cell above, null at the top. */
  readonly after: string | null;
  /** How many cells are above. */
  readonly position: number;
  /** True where the buttons are always to be seen: at the end of the notebook. */
  readonly open: boolean;
}

export function InsertBar({ model, after, position, open }: InsertBarProps) {
  const add = (markdown: boolean) => {
    model.reveal.value = model.actions.insert(after, markdown);
  };
  return (
    <Group class={open ? "insert-bar open" : "insert-bar"} label={notebookWords.addHere(position)}>
      <button type="button" class="tool" onClick={() => add(false)}>
        <AddIcon size={14} />
        {notebookWords.addCode}
      </button>
      <button type="button" class="tool" onClick={() => add(true)}>
        <TextIcon size={14} />
        {notebookWords.addText}
      </button>
    </Group>
  );
}

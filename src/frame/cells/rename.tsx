/** The field in which a cell gets its name. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { notebookWords } from "../../words/notebook.ts";
import type { FrameCell, FrameModel } from "../model.ts";

/** A Python identifier, or nothing for a cell without a name. */
const acceptable = /^(?:[\p{XID_Start}_]\p{XID_Continue}*)?$/u;

interface RenameProps {
  readonly model: FrameModel;
  readonly cell: FrameCell;
  readonly renaming: Signal<boolean>;
}

export function Rename({ model, cell, renaming }: RenameProps) {
  const field = useRef<HTMLInputElement>(null);
  const refused = useSignal(false);
  const hint = `rename-${cell.id}`;
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const done = () => {
    renaming.value = false;
    model.reveal.value = cell.id;
  };
  const keep = () => {
    const name = field.current?.value.trim() ?? "";
    refused.value = !acceptable.test(name);
    if (refused.value) return;
    model.actions.rename(cell.id, name);
    done();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") keep();
    else done();
  };
  // No form: the frame's sandbox lets none submit.
  return (
    <div class="rename">
      <input
        ref={field}
        onKeyDown={onKeyDown}
        aria-label={notebookWords.rename.label}
        aria-describedby={hint}
        aria-invalid={refused.value}
        placeholder={notebookWords.rename.label}
        defaultValue={cell.view.value.name}
        autocomplete="off"
        spellcheck={false}
        maxLength={80}
      />
      <span id={hint} role="status" class={refused.value ? "rename-refused" : "rename-hint"}>
        {refused.value ? notebookWords.rename.refused : notebookWords.rename.hint}
      </span>
    </div>
  );
}

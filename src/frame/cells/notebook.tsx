/** The notebook as a person sees it: its cells in order, and places to add more. */
import { Fragment } from "preact";
import { notebookWords } from "../../words/notebook.ts";
import type { FrameModel } from "../model.ts";
import { Cell } from "./cell.tsx";
import { helpIds } from "./code-mirror.ts";
import { InsertBar } from "./insert-bar.tsx";

export function Notebook({ model }: { model: FrameModel }) {
  const cells = model.cells.value;
  const startsWithSetup = cells[0]?.view.value.kind === "setup";
  return (
    <section class="notebook" aria-label={notebookWords.region}>
      <p hidden id={helpIds.code}>
        {notebookWords.code.help}
      </p>
      <p hidden id={helpIds.prose}>
        {notebookWords.code.textHelp}
      </p>
      <p hidden id={helpIds.plain}>
        {notebookWords.code.plainHelp}
      </p>
      {cells.length === 0 && <p class="empty">{notebookWords.empty}</p>}
      {cells.length > 0 && !startsWithSetup && (
        <InsertBar model={model} after={null} position={0} open={false} />
      )}
      {cells.map((cell, index) => (
        <Fragment key={cell.id}>
          <Cell model={model} cell={cell} position={index + 1} />
          <InsertBar model={model} after={cell.id} position={index + 1} open={index === cells.length - 1} />
        </Fragment>
      ))}
      {cells.length === 0 && <InsertBar model={model} after={null} position={0} open />}
    </section>
  );
}

/** What marimo says is wrong with a cell, with ways to the other cells that are part of it. */
import { FailedIcon } from "../../look/icons.tsx";
import { notebookWords, problemHeading } from "../../words/notebook.ts";
import type { CellProblem, FrameModel } from "../model.ts";
import { cellName } from "./cell-name.ts";
import { Group } from "./group.tsx";

interface ProblemsProps {
  readonly model: FrameModel;
  readonly cell: string;
  readonly name: string;
  readonly problems: readonly CellProblem[];
}

function Others({ model, cell, problem }: { model: FrameModel; cell: string; problem: CellProblem }) {
  const others = problem.cells.flatMap((id) => {
    const name = id === cell ? undefined : cellName(model, id);
    return name === undefined ? [] : [{ id, name }];
  });
  if (others.length === 0) return null;
  return (
    <p class="problem-cells">
      {others.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          class="text-button"
          onClick={() => {
            model.reveal.value = id;
          }}
        >
          {notebookWords.problems.goTo(name)}
        </button>
      ))}
    </p>
  );
}

export function Problems({ model, cell, name, problems }: ProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <Group class="problems" label={notebookWords.problems.label(name)}>
      {problems.map((problem, index) => (
        <div class="problem" key={index}>
          <p class="problem-heading">
            <FailedIcon />
            {problemHeading(problem.type)}
          </p>
          <p class={problem.message.includes("\n") ? "problem-message code" : "problem-message"}>
            {problem.message}
          </p>
          <Others model={model} cell={cell} problem={problem} />
        </div>
      ))}
    </Group>
  );
}

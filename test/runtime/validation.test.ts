/** A validation with real marimo, heard by the frame's own modules. */
import { expect, test } from "vitest";
import { ANSWER } from "../../src/core/checks/report-run.ts";
import type { FrameMessage } from "../../src/runtime/contract.ts";
import { validateInNode } from "../support/validate-in-node.ts";

const notebook = (...cells: string[]) =>
  `import marimo\n\napp = marimo.App()\n\n${cells
    .map((code) => `\n@app.cell\ndef _():\n${code.replaceAll(/^(?=.)/gm, "    ")}\n    return\n\n`)
    .join("")}`;

const outputs = (told: readonly FrameMessage[], mimetype: string) =>
  told.flatMap((message) =>
    message.kind === "output" && message.output.mimetype === mimetype ? [message.output.data] : [],
  );

test("a cell that shows scores runs again, and the validation waits for it", async () => {
  const told = await validateInNode(
    notebook(
      'from mograder.runtime import Grader\ngrader = Grader({"Q1": 10})',
      "grader.scores()",
      'grader.check("Q1: one", [(True, "fine")])',
    ),
    { filename: "scores.py" },
  );
  expect(
    told.filter(({ kind }) => kind === "run").map((message) => message.kind === "run" && message.state),
  ).toEqual(["started", "finished"]);
  expect(outputs(told, "text/html").at(-1)).toContain("10/10");
  expect(told.at(-1)).toMatchObject({ kind: "run", state: "finished" });
});

test("a table gives a hundred rows, also from inside of a tab", async () => {
  const told = await validateInNode(
    notebook(
      "import marimo as mo",
      'mo.ui.tabs({"T": mo.callout(mo.ui.table([{"n": n} for n in range(300)]))})',
    ),
    { filename: "table.py" },
  );
  const answers = outputs(told, ANSWER).map((data): { value: string } => JSON.parse(data));
  expect(answers).toHaveLength(1);
  expect(JSON.parse(answers[0]?.value ?? "")).toHaveLength(100);
});

test("a notebook without a cell comes to an end", async () => {
  const told = await validateInNode(notebook(), { filename: "empty.py" });
  expect(told.at(-1)).toMatchObject({ kind: "run", state: "finished" });
});

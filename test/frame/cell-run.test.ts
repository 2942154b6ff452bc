import { expect, test } from "vitest";
import { afterCellOp, afterStop, NOT_RUN } from "../../src/frame/cell-run.ts";
import { type CellOp, readKernelMessage } from "../../src/frame/kernel-message.ts";

const op = (data: Partial<CellOp>): CellOp => ({ cell_id: "c", ...data });
const stdout = (data: string) => ({ channel: "stdout" as const, mimetype: "text/plain", data });
const play = (...ops: readonly Partial<CellOp>[]) =>
  ops.reduce((run, data, index) => afterCellOp(run, op(data), index), NOT_RUN);

test("a run goes from queued over running to idle and knows its times", () => {
  const run = play({ status: "queued" }, { status: "running", console: [] }, { status: "idle" });
  expect(run).toMatchObject({ status: "idle", started: 1, ended: 2, problems: [] });
});

test("prints of one stream are one part; another stream begins a new one; an empty list clears", () => {
  const printed = play(
    { console: stdout("a") },
    { console: stdout("b") },
    { console: [{ ...stdout("c"), channel: "stderr" }] },
  );
  expect(printed.console.map((part) => part.data)).toEqual(["ab", "c"]);
  expect(afterCellOp(printed, op({ console: [] }), 9).console).toEqual([]);
});

test("an error keeps its state when the cell turns idle, in marimo's words and with the cells it names", () => {
  const error = [{ type: "multiple-defs", name: "k", cells: ["x", "y"] }];
  const run = play(
    { status: "running" },
    { output: { channel: "marimo-error", mimetype: "application/vnd.marimo+error", data: error } },
    { status: "idle" },
  );
  expect(run.status).toBe("error");
  expect(run.problems).toEqual([
    { type: "multiple-defs", message: "The variable 'k' was defined by another cell", cells: ["x", "y"] },
  ]);
  expect(afterCellOp(run, op({ status: "queued" }), 9).problems).toEqual([]);
});

test("a cycle names every cell on it once", () => {
  const error = [
    {
      type: "cycle",
      edges_with_vars: [
        ["x", ["a"], "y"],
        ["y", ["b"], "x"],
      ],
    },
  ];
  const run = play({ output: { channel: "marimo-error", mimetype: "m", data: error } });
  expect(run.problems[0]?.cells).toEqual(["x", "y"]);
});

test("Stop keeps the output and marks it; what ran is stopped, the rest is stale", () => {
  const shown = { output: { channel: "output" as const, mimetype: "text/html", data: "<b>1</b>" } };
  const idle = play({ status: "running" }, shown, { status: "idle" });
  expect(afterStop(idle, 9)).toMatchObject({ status: "stale", hasOutput: true, fromBefore: true });
  expect(afterStop(play({ status: "running" }), 9)).toMatchObject({ status: "stopped", ended: 9 });
  const again = afterCellOp(afterStop(idle, 9), op({ status: "running" }), 10);
  expect(again.fromBefore).toBe(false);
});

test("stale inputs turn an idle cell stale and back", () => {
  const idle = play({ status: "running" }, { status: "idle" });
  const stale = afterCellOp(idle, op({ stale_inputs: true }), 5);
  expect(stale.status).toBe("stale");
  expect(afterCellOp(stale, op({ stale_inputs: false }), 6).status).toBe("idle");
});

test("a message that only islands understands is not ours", () => {
  expect(readKernelMessage({ op: "variables", data: { variables: [] } })).toBeUndefined();
  expect(readKernelMessage({ op: "cell-op", data: { cell_id: 5 } })).toBeUndefined();
});

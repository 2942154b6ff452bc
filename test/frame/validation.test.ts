import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ANSWER, TOO_LARGE } from "../../src/core/checks/report-run.ts";
import type { CellOp } from "../../src/frame/kernel-message.ts";
import { createValidation } from "../../src/frame/validation.ts";
import { findQuestions } from "../../src/frame/validation-questions.ts";
import type { FrameMessage } from "../../src/runtime/contract.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const told: FrameMessage[] = [];
  const port = {
    tell: (message: FrameMessage) => void told.push(message),
    stop: vi.fn(),
    runNothing: vi.fn(),
    control: vi.fn<(request: string) => void>(),
  };
  return { told, port, validation: createValidation({ cell: 5, all: 20 }, port) };
}

const op = (cell: string, changes: Partial<CellOp>): CellOp => ({ cell_id: cell, ...changes });
const html = (data: string) => ({ channel: "output", mimetype: "text/html", data }) as const;

describe("time limits", () => {
  test("do not run while Python starts", () => {
    const { port } = start();
    vi.advanceTimersByTime(100_000);
    expect(port.stop).not.toHaveBeenCalled();
  });

  test("end a cell that takes too long, and name it", () => {
    const { port, told, validation } = start();
    validation.cellOp(op("a", { status: "running" }), 1);
    vi.advanceTimersByTime(4_000);
    validation.cellOp(op("a", { status: "idle" }), 1);
    validation.cellOp(op("b", { status: "running" }), 1);
    vi.advanceTimersByTime(4_999);
    expect(port.stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(port.stop).toHaveBeenCalledOnce();
    expect(told).toEqual([{ kind: "limit", cell: "b", seconds: 5 }]);
  });

  test("end a run of many cells that takes too long in all, and say so once", () => {
    const { port, told, validation } = start();
    for (let cell = 0; cell < 8; cell++) {
      validation.cellOp(op(`c${cell}`, { status: "running" }), 1);
      vi.advanceTimersByTime(3_000);
      validation.cellOp(op(`c${cell}`, { status: "idle" }), 1);
    }
    vi.advanceTimersByTime(100_000);
    expect(port.stop).toHaveBeenCalledOnce();
    expect(told).toEqual([{ kind: "limit", cell: null, seconds: 20 }]);
  });

  test("hold for the run that a run asks for, and no longer than to the end", () => {
    const { port, validation } = start();
    validation.cellOp(op("a", { status: "running" }), 1);
    validation.cellOp(op("a", { status: "idle" }), 1);
    expect(validation.completed()).toBe(false);
    validation.cellOp(op("scores", { status: "running" }), 2);
    vi.advanceTimersByTime(1_000);
    validation.cellOp(op("scores", { status: "idle" }), 2);
    expect(validation.completed()).toBe(false);
    expect(validation.completed()).toBe(true);
    vi.advanceTimersByTime(100_000);
    expect(port.stop).not.toHaveBeenCalled();
    expect(port.runNothing).toHaveBeenCalledTimes(2);
  });
});

describe("what is asked after the run", () => {
  const lazy =
    "<marimo-ui-element object-id='a-0' random-id='r'><marimo-lazy data-x='1'></marimo-lazy></marimo-ui-element>";

  test("a lazy output is loaded, what is lazy inside of it too, and then the run is over", () => {
    const { port, told, validation } = start();
    validation.cellOp(op("a", { status: "running" }), 1);
    validation.cellOp(op("a", { output: html(lazy) }), 1);
    validation.completed();
    expect(validation.completed()).toBe(false);
    expect(JSON.parse(port.control.mock.calls[0]?.[0] ?? "")).toMatchObject({
      type: "invoke-function",
      functionCallId: "report-1",
      namespace: "a-0",
      functionName: "load",
    });
    validation.answered("report-1", { html: lazy.replace("a-0", "a-1") });
    expect(validation.completed()).toBe(false);
    validation.answered("report-2", { html: "inner" });
    expect(validation.completed()).toBe(true);
    const answers = told.filter((message) => message.kind === "output" && message.output.mimetype === ANSWER);
    expect(answers).toHaveLength(2);
  });

  test("an output that was shown by an earlier run of the cell is not asked about", () => {
    const { port, validation } = start();
    validation.cellOp(op("a", { status: "running", output: html(lazy) }), 1);
    validation.cellOp(op("a", { status: "idle" }), 1);
    validation.cellOp(op("a", { status: "running" }), 1);
    validation.completed();
    expect(validation.completed()).toBe(true);
    expect(port.control).not.toHaveBeenCalled();
  });

  test("an answer nobody asked for is not taken", () => {
    const { told, validation } = start();
    validation.answered("report-1", { html: "x" });
    expect(told).toEqual([]);
  });
});

describe("questions in outputs", () => {
  const table = (total: string) =>
    `<marimo-ui-element object-id='t-0' random-id='r'><marimo-table data-page-size='10' data-total-rows='${total}'></marimo-table></marimo-ui-element>`;

  test.each([
    ["10", 0],
    ["11", 1],
    ['"too_many"', 1],
  ])("a table of %s rows: %d", (total, count) => {
    expect(findQuestions(table(total))).toHaveLength(count);
  });

  test("a table inside of a callout is found", () => {
    const escaped = table("250")
      .replaceAll("<", "\\u003c")
      .replaceAll(">", "\\u003e")
      .replaceAll("'", "&#x27;");
    expect(findQuestions(`<marimo-callout-output data-html='"${escaped}"'>`)).toMatchObject([
      { object: "t-0", name: "search", args: { pageSize: 100, pageNumber: 0 } },
    ]);
  });
});

test("an output that the contract would not let through is named instead", () => {
  const { told, validation } = start();
  validation.cellOp(op("a", { output: html("x".repeat(5_000_001)) }), 1);
  expect(told).toMatchObject([{ kind: "output", output: { mimetype: TOO_LARGE, data: "5000001" } }]);
});

import { describe, expect, test } from "vitest";
import {
  ANSWER,
  type CellOutput,
  collect,
  MOST_OF_ONE,
  NOTHING_RAN,
  type RunEvent,
  TOO_LARGE,
} from "../../../src/core/checks/report-run.ts";
import { readRun } from "../../support/report-fixture.ts";

const shows = (cell: string, data: string, changes: Partial<CellOutput> = {}): RunEvent => ({
  kind: "output",
  cell,
  output: { channel: "output", mimetype: "text/html", data, ...changes },
});
const status = (cell: string, value: string): RunEvent => ({ kind: "cell", cell, status: value });
const run = (...events: RunEvent[]) => events.reduce(collect, NOTHING_RAN);

describe("collecting a run", () => {
  test("a cell that runs again begins anew, and its last run counts", () => {
    const { cells } = run(
      status("a", "running"),
      shows("a", "first"),
      shows("a", "printed", { channel: "stdout", mimetype: "text/plain" }),
      status("a", "idle"),
      status("a", "queued"),
      status("a", "running"),
      shows("a", "second"),
      status("a", "idle"),
    );
    expect(cells.get("a")).toMatchObject({ progress: "done", output: { data: "second" }, console: [] });
  });

  test("a status that is told again with every print changes nothing", () => {
    const print = shows("a", "x", { channel: "stdout", mimetype: "text/plain" });
    const { cells } = run(status("a", "running"), print, status("a", "running"), print);
    expect(cells.get("a")?.console).toEqual([{ channel: "stdout", mimetype: "text/plain", data: "xx" }]);
  });

  test("Markdown that marimo shows without running the cell is kept", () => {
    const { cells } = run(status("a", "idle"), shows("a", "<h1>Title</h1>"));
    expect(cells.get("a")).toMatchObject({ progress: "done", output: { data: "<h1>Title</h1>" } });
  });

  test("the last record of a label wins", () => {
    const record = {
      cell: "a",
      label: "Q1",
      key: "Q1",
      details: [],
      earnedWeight: 0,
      totalWeight: 1,
      marks: null,
    };
    const { records } = run(
      { kind: "check", record: { ...record, status: "warn" } },
      { kind: "check", record: { ...record, status: "success" } },
    );
    expect(records.map(({ status }) => status)).toEqual(["success"]);
  });

  test("outputs that are too large are named, one by one and all together", () => {
    const large = "x".repeat(MOST_OF_ONE);
    const one = run(shows("a", `${large}x`));
    expect(one.cells.get("a")?.output).toEqual({
      channel: "output",
      mimetype: TOO_LARGE,
      data: String(MOST_OF_ONE + 1),
    });
    const many = run(...Array.from({ length: 8 }, (_, index) => shows(`c${index}`, large)));
    expect([...many.cells.values()].map((cell) => cell.output?.mimetype === TOO_LARGE)).toEqual([
      ...Array.from({ length: 6 }, () => false),
      true,
      true,
    ]);
    expect(many.size).toBeLessThanOrEqual(6 * MOST_OF_ONE + 100);
  });

  test("answers of UI elements are kept by object, and nonsense is not", () => {
    const answer = (data: string) => shows("a", data, { channel: "media", mimetype: ANSWER });
    const { cells } = run(
      answer('{"object":"a-0","value":"[1]"}'),
      answer("[]"),
      answer("{"),
      answer('{"object":1}'),
    );
    expect(cells.get("a")?.answers).toEqual({ "a-0": "[1]" });
  });

  test("of a real run, a table's hundred rows and a lazy output are there", () => {
    const { events } = readRun("gallery");
    const answers = [...run(...events).cells.values()].flatMap((cell) => Object.values(cell.answers));
    expect(answers.some((answer) => answer.startsWith('[{"n":0') && answer.includes('"n":99'))).toBe(true);
    expect(answers.some((answer) => answer.includes("lazy content"))).toBe(true);
  });
});

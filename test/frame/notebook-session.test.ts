import { beforeEach, expect, test } from "vitest";
import { createNotebookSession, type NotebookSession } from "../../src/frame/notebook-session.ts";
import type { WorkerRequest } from "../../src/runtime/worker/protocol.ts";

const cell = (id: string, code: string) => ({
  id,
  code,
  name: "",
  kind: "code" as const,
  markdown: null,
  hideCode: false,
  disabled: false,
  locked: null,
});
const CELLS = [cell("a", "x = 1"), cell("b", "x")];

let sent: WorkerRequest[];
let session: NotebookSession;
beforeEach(() => {
  sent = [];
  session = createNotebookSession({
    send: (request) => sent.push(request),
    cells: () => CELLS,
    submitted: () => {},
  });
});
const kinds = () => sent.map((request) => request.kind);
const planOf = (request: WorkerRequest | undefined) => {
  if (request?.kind !== "create") throw new Error("no plan was sent");
  return request.plan;
};

test("what is asked before Python is there waits for it", () => {
  session.runAll();
  expect(sent).toEqual([]);
  session.opened();
  expect(planOf(sent[0])).toMatchObject({ run: true, skip: [], cells: [{ id: "a" }, { id: "b" }] });
});

test("the first run hands over every cell, later ones only what is asked", () => {
  session.opened();
  session.run(["b"]);
  session.run(["b"]);
  expect(kinds()).toEqual(["create", "execute"]);
});

test("after Stop nothing is sent until asked; then all but the stopped cell run, with the sliders' values", () => {
  session.opened();
  session.runAll();
  session.control(JSON.stringify({ type: "update-ui-element", objectIds: ["s"], values: [7] }));
  session.stopped(["a"]);
  session.opened();
  expect(kinds()).toEqual(["create", "control"]);
  session.run(["b"]);
  expect(planOf(sent[2])).toMatchObject({ skip: ["a"], values: { s: 7 } });
  expect(kinds()).toHaveLength(3);
});

test("the stopped cell is not held back when it is the first to be run on purpose", () => {
  session.opened();
  session.runAll();
  session.stopped(["a"]);
  session.opened();
  session.run(["a"]);
  expect(kinds()).toEqual(["create", "create"]);
  expect(planOf(sent[1])).toMatchObject({ skip: [] });
});

test("the stopped cell is enabled again with its new code when it is run after others", () => {
  session.opened();
  session.runAll();
  session.stopped(["a"]);
  session.opened();
  session.run(["b"]);
  session.run(["a"]);
  expect(kinds()).toEqual(["create", "create", "execute"]);
  expect(sent[2]).toMatchObject({ cells: [{ id: "a" }], enable: ["a"] });
  session.run(["a"]);
  expect(sent[3]).toMatchObject({ kind: "execute", enable: [] });
});

test("a slider moved after Stop is what the notebook goes on with", () => {
  session.opened();
  session.runAll();
  session.stopped([]);
  session.opened();
  session.control(JSON.stringify({ type: "update-ui-element", objectIds: ["s"], values: [9] }));
  expect(planOf(sent[1]).values).toEqual({ s: 9 });
});

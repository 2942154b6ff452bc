import { describe, expect, it } from "vitest";
import { COURSE_URL, createFakeEnvironment, NOTEBOOK, settle } from "./fake-environment.ts";
import { openNotebook } from "./open-notebook.ts";

describe("edits of the frame", () => {
  it("change the source and are kept within 300 ms", async () => {
    const { environment, session, say, cell } = await openNotebook();
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 2" } });
    expect(session.source.text.value).toBe(NOTEBOOK.replace("x = 1", "x = 2"));
    expect(session.saved.value.kind).toBe("saving");
    await environment.pass(300);
    expect(environment.store.get(`${COURSE_URL} nb`)?.source).toContain("x = 2");
    expect(session.saved.value.kind).toBe("saved");
  });

  it("are written at once when the page goes away", async () => {
    const { environment, app, say, cell } = await openNotebook();
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 3" } });
    app.flush();
    await settle();
    expect(environment.store.get(`${COURSE_URL} nb`)?.source).toContain("x = 3");
  });

  it("survive a reload", async () => {
    const first = await openNotebook();
    first.say({ kind: "edit", edit: { kind: "code", cell: first.cell("answer"), code: "x = 4" } });
    await first.environment.pass(300);
    const second = await openNotebook(first.environment);
    expect(second.session.source.text.value).toContain("x = 4");
    expect(second.session.source.changed.value).toBe(true);
  });

  it("say so when they cannot be kept", async () => {
    const { environment, session, say, cell } = await openNotebook();
    environment.writeFailure = { failure: "storage-full" };
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 2" } });
    await environment.pass(300);
    expect(session.saved.value).toEqual({ kind: "failed", failure: { failure: "storage-full" } });
    expect(session.source.text.value).toContain("x = 2");
  });

  it("refuse locked cells and tell the frame how things stand", async () => {
    const { app, session, sent, say, cell } = await openNotebook();
    expect(session.source.cells.value.map((view) => view.locked)).toEqual(["marks", null, "check"]);
    for (const locked of [cell(0), cell(2)]) {
      say({ kind: "edit", edit: { kind: "code", cell: locked, code: "check = print" } });
      say({ kind: "edit", edit: { kind: "delete", cell: locked } });
      say({ kind: "edit", edit: { kind: "convert", cell: locked, to: "markdown" } });
    }
    expect(session.source.text.value).toBe(NOTEBOOK);
    expect(app.notices.list.value).toMatchObject([{ failure: { failure: "cell-locked" } }]);
    expect(sent.at(-1)).toMatchObject({ kind: "notebook", source: NOTEBOOK, seen: 6 });
  });

  it("that are typing come back as a whole text after a moment, once for many letters", async () => {
    const { environment, sent, say, cell } = await openNotebook();
    const told = () => sent.filter(({ kind }) => kind === "source").length;
    const before = told();
    for (const code of ["x", "x =", "x = 5"])
      say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code } });
    expect(told()).toBe(before);
    await environment.pass(500);
    expect(told()).toBe(before + 1);
    expect(sent.at(-1)).toEqual({ kind: "source", source: NOTEBOOK.replace("x = 1", "x = 5") });
  });

  it("do not lock a check that the student writes", async () => {
    const { session, say, cell } = await openNotebook();
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: 'x = 1\ncheck("Mine", [])' } });
    expect(session.source.cells.value[1]?.locked).toBeNull();
  });

  it("add, move, rename, convert and delete cells", async () => {
    const { session, say, cell } = await openNotebook();
    say({
      kind: "edit",
      edit: { kind: "insert", after: cell("answer"), cell: "new1", code: "# Title", markdown: true },
    });
    expect(session.source.cells.value[2]).toMatchObject({ id: "new1", markdown: "# Title", hideCode: true });
    say({ kind: "edit", edit: { kind: "move", cell: "new1", to: "up" } });
    expect(session.source.cells.value.map((view) => view.id).indexOf("new1")).toBe(1);
    say({ kind: "edit", edit: { kind: "convert", cell: "new1", to: "code" } });
    say({ kind: "edit", edit: { kind: "rename", cell: "new1", name: "title" } });
    expect(session.source.cells.value[1]).toMatchObject({ name: "title", code: "# Title", markdown: null });
    say({ kind: "edit", edit: { kind: "delete", cell: "new1" } });
    expect(session.source.text.value).toBe(NOTEBOOK);
  });

  it("refuse names that Python would not take, and ids that are taken", async () => {
    const { app, session, say, cell } = await openNotebook();
    say({ kind: "edit", edit: { kind: "rename", cell: cell("answer"), name: "x(): pass\ndef y" } });
    say({ kind: "edit", edit: { kind: "rename", cell: cell("answer"), name: "class" } });
    const taken = cell("answer");
    say({ kind: "edit", edit: { kind: "insert", after: null, cell: taken, code: "", markdown: false } });
    expect(session.source.text.value).toBe(NOTEBOOK);
    expect(
      app.notices.list.value.map((notice) => notice.kind === "failure" && notice.failure.failure),
    ).toEqual(["bad-cell-name", "cell-exists"]);
  });
});

describe("undo", () => {
  it("takes back and gives again, typing in one cell as one step", async () => {
    const { environment, session, sent, say, cell } = await openNotebook();
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 12" } });
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 123" } });
    await environment.pass(5_000);
    say({ kind: "edit", edit: { kind: "delete", cell: cell("answer") } });
    expect(session.source.cells.value).toHaveLength(2);
    session.undo();
    expect(session.source.text.value).toContain("x = 123");
    session.undo();
    expect(session.source.text.value).toBe(NOTEBOOK);
    expect(session.source.canUndo.value).toBe(false);
    session.redo();
    session.redo();
    expect(session.source.cells.value).toHaveLength(2);
    expect(sent.at(-1)).toMatchObject({ kind: "notebook", seen: 3 });
  });

  it("brings back what Reset took", async () => {
    const { environment, session, say, cell } = await openNotebook();
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 2" } });
    await environment.pass(300);
    session.reset();
    expect(session.source.text.value).toBe(NOTEBOOK);
    expect(session.source.changed.value).toBe(false);
    session.undo();
    expect(session.source.text.value).toContain("x = 2");
    await environment.pass(300);
    expect(environment.store.get(`${COURSE_URL} nb`)?.source).toContain("x = 2");
  });
});

describe("a notebook that is none", () => {
  it("is shown as it is, with nothing lost", async () => {
    const environment = createFakeEnvironment();
    environment.files.set("https://courses.example/one/nb.py", new Blob(["print('hello')\n"]));
    await expect(openNotebook(environment)).rejects.toThrow("unreadable");
    expect(environment.store.size).toBe(0);
  });
});

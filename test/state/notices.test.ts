import { describe, expect, it } from "vitest";
import { openNotebook } from "./open-notebook.ts";

describe("a notice that offers Undo", () => {
  const told = async () => {
    const opened = await openNotebook();
    const facts = () =>
      opened.app.notices.list.value.map((notice) =>
        notice.kind === "fact" ? notice.fact.fact : notice.failure.failure,
      );
    return { ...opened, facts };
  };

  it("goes when the undo has happened", async () => {
    const { session, say, cell, facts } = await told();
    say({ kind: "edit", edit: { kind: "delete", cell: cell("answer") } });
    expect(facts()).toEqual(["cell-deleted"]);
    session.undo();
    expect(facts()).toEqual([]);
  });

  it("goes with the next edit, which Undo would take back instead", async () => {
    const { session, say, cell, facts } = await told();
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 2" } });
    session.reset();
    expect(facts()).toEqual(["was-reset"]);
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 3" } });
    expect(facts()).toEqual([]);
  });

  it("gives way to the next of its kind, and leaves the others alone", async () => {
    const { session, say, cell, facts } = await told();
    say({ kind: "limit", cell: null, seconds: 30 });
    say({ kind: "edit", edit: { kind: "delete", cell: cell("answer") } });
    expect(facts()).toEqual(["time-limit", "cell-deleted"]);
    session.reset();
    expect(facts()).toEqual(["time-limit", "was-reset"]);
  });
});

describe("what was said of a notebook", () => {
  it("is not said of the next one", async () => {
    const { app, say } = await openNotebook();
    say({ kind: "announce", text: "The cell is moved." });
    expect(app.notices.announcement.value.said).toEqual({ said: "text", text: "The cell is moved." });
    app.navigate("#/c/one/nowhere");
    expect(app.notices.announcement.value.said).toBeNull();
  });
});

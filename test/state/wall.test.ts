import { describe, expect, it } from "vitest";
import type { CellStatus } from "../../src/state/wall.ts";
import { createFakeEnvironment, NOTEBOOK, settle } from "./fake-environment.ts";
import { connect, generationOf, openNotebook } from "./open-notebook.ts";

const record = {
  label: "Q1: Twice",
  key: "Q1",
  details: ["x is not 2"],
  earnedWeight: 0,
  totalWeight: 1,
  marks: { earned: 0, available: 10 },
} as const;

describe("messages of the frame", () => {
  it("that are malformed change nothing", async () => {
    const { environment, app, session, sent, sayAnything, cell } = await openNotebook();
    const before = sent.length;
    for (const data of [
      null,
      "edit",
      { kind: "submit" },
      { kind: "edit", edit: { kind: "code", cell: "no such id!", code: "x" } },
      { kind: "edit", edit: { kind: "code", cell: cell("answer"), code: 7 } },
      { kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x".repeat(5 * 1024 * 1024 + 1) } },
      { kind: "save", name: "a.csv", blob: "not a blob" },
      { kind: "run", run: -1, state: "started" },
      { kind: "hint", cell: cell("answer"), count: 101 },
      { kind: "hint-opened", cell: cell("answer"), hint: 100 },
      { kind: "hint-opened", cell: cell("answer"), hint: 0.5 },
      { kind: "hint-opened", cell: null, hint: 0 },
      { kind: "check", record: { ...record, status: "perfect", cell: null }, run: 1 },
    ]) {
      sayAnything(data);
    }
    await environment.pass(1_000);
    expect(session.source.text.value).toBe(NOTEBOOK);
    expect(session.checks.value.map((check) => check.state)).toEqual(["idle"]);
    expect(session.runs.state.value).toBe("none");
    expect(app.notices.list.value).toEqual([]);
    expect(environment.saved).toEqual([]);
    expect(environment.store.size).toBe(0);
    expect(sent).toHaveLength(before);
  });

  it("of a run that is over are dropped", async () => {
    const { session, say, cell } = await openNotebook();
    say({ kind: "run", run: 2, state: "started" });
    say({ kind: "cell", cell: cell("answer"), status: "running", run: 2 });
    say({ kind: "cell", cell: cell("answer"), status: "error", run: 1 });
    say({ kind: "check", record: { ...record, cell: cell(2), status: "success" }, run: 1 });
    say({ kind: "run", run: 1, state: "finished" });
    expect(session.runs.statuses.value.get(cell("answer"))).toBe("running");
    expect(session.checks.value[0]?.state).toBe("idle");
    expect(session.runs.state.value).toBe("running");
  });

  it("of a frame that was replaced are dropped, and nothing runs by itself in the new one", async () => {
    const { environment, app, session, say, cell } = await openNotebook();
    say({ kind: "run", run: 1, state: "started" });
    say({ kind: "cell", cell: cell("answer"), status: "idle", run: 1 });
    const old = generationOf(session);
    session.frame.lost(old);
    expect(session.runs.state.value).toBe("stopped");
    expect(session.runs.statuses.value.get(cell("answer"))).toBe("stale");
    session.frame.receive(old, { kind: "edit", edit: { kind: "delete", cell: cell("answer") } });
    expect(session.source.text.value).toBe(NOTEBOOK);
    const sent = connect(session);
    expect(sent[0]).toMatchObject({ kind: "open", autorun: false, source: NOTEBOOK });
    expect(app.notices.list.value).toMatchObject([{ fact: { fact: "frame-rebuilt" } }]);
    expect(environment.settings.size).toBe(0);
  });

  it("fill the list of checks and are announced", async () => {
    const { app, session, say, cell } = await openNotebook();
    say({ kind: "run", run: 1, state: "started" });
    say({ kind: "check", record: { ...record, cell: cell(2), status: "warn", details: [] }, run: 1 });
    say({ kind: "check", record: { ...record, cell: cell(2), status: "danger" }, run: 1 });
    say({ kind: "run", run: 1, state: "finished" });
    expect(session.checks.value).toEqual([
      {
        label: "Q1: Twice",
        cell: cell(2),
        state: "failed",
        messages: ["x is not 2"],
        marks: { earned: 0, available: 10 },
      },
    ]);
    expect(app.notices.announcement.value.said).toEqual({ said: "run-finished", passed: 0, all: 1 });
  });
});

describe("a check that has passed", () => {
  const start = async () => {
    const opened = await openNotebook();
    let number = 0;
    const { session, say, cell } = opened;
    const status = (...all: CellStatus[]) => {
      for (const one of all) say({ kind: "cell", cell: cell(2), status: one, run: number });
    };
    const pass = () =>
      say({ kind: "check", record: { ...record, cell: cell(2), status: "success" }, run: number });
    const begin = () => say({ kind: "run", run: ++number, state: "started" });
    const finish = () => say({ kind: "run", run: number, state: "finished" });
    begin();
    status("queued", "running");
    pass();
    status("idle");
    finish();
    const state = () => session.checks.value[0]?.state;
    expect(state()).toBe("passed");
    return { ...opened, status, pass, begin, finish, state };
  };

  it("does not count once its cell fails or is cut off, until it is reached again", async () => {
    const { app, session, status, pass, begin, finish, state } = await start();
    begin();
    status("queued", "error");
    finish();
    expect(state()).toBe("idle");
    expect(session.runs.outdated.value).toEqual(new Set(["Q1: Twice"]));
    expect(app.notices.announcement.value.said).toEqual({ said: "run-finished", passed: 0, all: 1 });
    begin();
    status("queued", "running");
    expect(state()).toBe("idle");
    pass();
    status("running", "idle");
    finish();
    expect(state()).toBe("passed");
  });

  it("does not count when its cell runs to the end without it, or fails after it", async () => {
    const { status, pass, begin, state } = await start();
    begin();
    status("running");
    expect(state()).toBe("passed");
    status("idle");
    expect(state()).toBe("idle");
    begin();
    status("running");
    pass();
    expect(state()).toBe("passed");
    status("error");
    expect(state()).toBe("idle");
  });

  it("does not count while its cell is edited, and counts again when the old text is typed back", async () => {
    const { session, status, state } = await start();
    status("edited");
    expect(state()).toBe("idle");
    status("idle");
    expect(state()).toBe("passed");
    session.frame.lost(generationOf(session));
    expect(state()).toBe("idle");
  });
});

describe("a frame that does not answer", () => {
  it("is rebuilt after three pings, and given up when it happens again and again", async () => {
    const { environment, session } = await openNotebook();
    const first = generationOf(session);
    session.frame.connect(first, { send: () => {} });
    await environment.pass(20_000);
    expect(generationOf(session)).toBe(first + 1);
    for (let loss = 0; loss < 3; loss++) session.frame.lost(generationOf(session));
    expect(session.frame.plan.value).toBeNull();
    expect(session.frame.python.state.value).toMatchObject({ failure: { failure: "frame-keeps-failing" } });
    session.frame.retry();
    await settle();
    expect(connect(session)).toMatchObject([
      { kind: "open", autorun: false },
      { kind: "islands" },
      { boot: "ordinary" },
    ]);
  });

  it("is built again after a failure of the network, with the snapshot as before", async () => {
    const environment = createFakeEnvironment();
    const { python } = environment.pieces;
    environment.pieces.python = async () => ({ failure: "unreachable", host: "here.example" });
    const { session } = await openNotebook(environment);
    expect(session.frame.python.state.value).toMatchObject({ failure: { failure: "unreachable" } });
    environment.pieces.python = python;
    session.frame.retry();
    await settle();
    // Nothing has run yet, so this is the first start.
    expect(connect(session)).toMatchObject([
      { kind: "open", autorun: true },
      { kind: "islands" },
      { boot: "snapshot" },
    ]);
  });

  it("does not run by itself what has run before", async () => {
    const { session, say } = await openNotebook();
    say({ kind: "run", run: 1, state: "started" });
    say({ kind: "boot", stage: "failed", how: null, detail: "gone" });
    session.frame.retry();
    await settle();
    expect(connect(session)[0]).toMatchObject({ kind: "open", autorun: false });
  });

  it("stays while it answers", async () => {
    const { environment, session, say } = await openNotebook();
    const first = generationOf(session);
    for (let count = 1; count < 20; count++) {
      await environment.pass(5_000);
      say({ kind: "pong", count });
    }
    expect(generationOf(session)).toBe(first);
  });

  it("is replaced when Stop does not end the run", async () => {
    const { environment, session, say } = await openNotebook();
    const first = generationOf(session);
    say({ kind: "run", run: 1, state: "started" });
    session.frame.stop();
    await environment.pass(3_000);
    expect(generationOf(session)).toBe(first + 1);
  });

  it("stays when Stop has ended the run and another one goes on", async () => {
    const { environment, session, say } = await openNotebook();
    const first = generationOf(session);
    say({ kind: "run", run: 1, state: "started" });
    session.frame.stop();
    say({ kind: "run", run: 1, state: "stopped" });
    say({ kind: "run", run: 2, state: "started" });
    await environment.pass(3_000);
    expect(generationOf(session)).toBe(first);
  });
});

describe("opening", () => {
  it("runs by itself, but not after a reload in the middle of a run", async () => {
    const first = await openNotebook();
    expect(first.sent[0]).toMatchObject({ kind: "open", autorun: true, filename: "nb.py" });
    first.say({ kind: "run", run: 1, state: "started" });
    const again = await openNotebook(first.environment);
    expect(again.sent[0]).toMatchObject({ autorun: false });
    expect(again.app.notices.list.value).toMatchObject([{ fact: { fact: "interrupted-run" } }]);
  });

  it("gives the frame everything it needs, whichever comes first", async () => {
    const { sent } = await openNotebook();
    expect(sent.map((message) => message.kind)).toEqual(["open", "islands", "python"]);
  });

  it("falls back to the draft when the course cannot be reached", async () => {
    const { environment, say, cell } = await openNotebook();
    say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: "x = 9" } });
    await environment.pass(300);
    environment.files.clear();
    const offline = await openNotebook(environment);
    expect(offline.session.source.text.value).toContain("x = 9");
    offline.session.reset();
    expect(offline.session.source.text.value).toBe(NOTEBOOK);
  });

  it("of a file keeps it under an address of its own", async () => {
    const environment = createFakeEnvironment();
    const { app } = await openNotebook(environment);
    await app.opener.openFile({ name: "../My Notebook.py", blob: new Blob([NOTEBOOK]) });
    expect(environment.address.hash).toMatch(/^#\/c\/opened\/my-notebook-name\d+$/);
    const opened = await openNotebook(environment, environment.address.hash);
    expect(opened.session.document).toMatchObject({ filename: "My Notebook.py", title: "My Notebook" });
  });

  it("from an address fetches nothing before it is confirmed", async () => {
    const environment = createFakeEnvironment();
    const { app } = await openNotebook(environment);
    environment.fetched.length = 0;
    app.navigate("#/open?url=https%3A%2F%2Felsewhere.example%2Fnb.py");
    await settle();
    expect(app.route.value).toEqual({ kind: "open", url: "https://elsewhere.example/nb.py" });
    expect(environment.fetched).toEqual([]);
    await app.opener.openAddress("https://elsewhere.example/nb.py");
    expect(app.opener.state.value).toMatchObject({ kind: "failed", failure: { failure: "unreachable" } });
    await app.opener.openAddress("javascript:alert(1)");
    expect(app.opener.state.value).toMatchObject({ failure: { failure: "address-refused" } });
    expect(environment.fetched).toEqual(["https://elsewhere.example/nb.py"]);
  });
});

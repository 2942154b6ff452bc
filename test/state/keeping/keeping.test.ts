import { describe, expect, it } from "vitest";
import type { FileHandle } from "../../../src/state/environment.ts";
import {
  COURSE_URL,
  createFakeEnvironment,
  type FakeEnvironment,
  NOTEBOOK,
  settle,
} from "../fake-environment.ts";
import { type Opened, openNotebook } from "../open-notebook.ts";

const KEY = `${COURSE_URL} nb`;
const withX = (value: number) => NOTEBOOK.replace("x = 1", `x = ${value}`);

function type({ say, cell }: Opened, value: number): void {
  say({ kind: "edit", edit: { kind: "code", cell: cell("answer"), code: `x = ${value}` } });
}

function draftOf(source: string, original = NOTEBOOK) {
  return { course: COURSE_URL, notebook: "nb", title: "T", filename: "nb.py", source, original, savedAt: 5 };
}

const reasons = ({ history }: FakeEnvironment) =>
  history.map(({ reason, source }) => `${reason} ${/x = \d+/.exec(source)?.[0]}`);

describe("the history", () => {
  it("gets a version every two minutes of typing, with what an earlier visit left first", async () => {
    const environment = createFakeEnvironment();
    environment.store.set(KEY, draftOf(withX(7)));
    const opened = await openNotebook(environment);
    for (let step = 0; step < 50; step++) {
      type(opened, 100 + step);
      await environment.pass(10_000);
    }
    expect(reasons(environment)[0]).toBe("edit x = 7");
    expect(environment.history.length).toBeGreaterThanOrEqual(4);
    expect(environment.history.length).toBeLessThanOrEqual(6);
  });

  it("gets what is run and validated once, and nothing while the notebook is as handed out", async () => {
    const opened = await openNotebook();
    const { environment, session, say } = opened;
    say({ kind: "run", run: 1, state: "started" });
    say({ kind: "run", run: 1, state: "finished" });
    session.validator.start();
    await environment.pass(1_000);
    expect(environment.history).toEqual([]);
    expect(environment.store.size).toBe(0);

    type(opened, 2);
    say({ kind: "run", run: 2, state: "started" });
    say({ kind: "run", run: 2, state: "finished" });
    say({ kind: "run", run: 3, state: "started" });
    await environment.pass(1_000);
    expect(reasons(environment)).toEqual(["run x = 2"]);
  });

  it("gets the text from before Reset and before a version is restored, in one write with the draft", async () => {
    const opened = await openNotebook();
    const { environment, session } = opened;
    type(opened, 2);
    session.reset();
    await environment.pass(300);
    expect(reasons(environment)).toEqual(["reset x = 2"]);
    type(opened, 3);
    session.keeping.restore(withX(2));
    await environment.pass(300);
    expect(session.source.text.value).toBe(withX(2));
    expect(environment.store.get(KEY)?.source).toBe(withX(2));
    expect(reasons(environment)).toEqual(["reset x = 2", "restore x = 3"]);
    session.undo();
    expect(session.source.text.value).toBe(withX(3));
    expect(opened.sent.at(-1)).toMatchObject({ kind: "notebook", source: withX(3) });
  });

  it("is still written when an earlier write failed", async () => {
    const opened = await openNotebook();
    const { environment, session } = opened;
    type(opened, 2);
    environment.writeFailure = { failure: "storage-full" };
    session.reset();
    await environment.pass(300);
    expect(session.keeping.saved.value).toMatchObject({ kind: "failed" });
    environment.writeFailure = undefined;
    session.keeping.retry();
    await environment.pass(300);
    expect(session.keeping.saved.value).toMatchObject({ kind: "saved" });
    expect(reasons(environment)).toEqual(["reset x = 2"]);
  });

  it("is thinned when the notebook is saved first", async () => {
    const opened = await openNotebook();
    const { environment } = opened;
    for (let count = 0; count < 300; count++)
      await environment.versions.add(draftOf(""), { at: count, reason: "edit", source: String(count) });
    type(opened, 2);
    await environment.pass(300);
    expect(environment.history.length).toBeLessThanOrEqual(200);
  });

  it("gives room to the draft when the disk is full", async () => {
    const opened = await openNotebook();
    const { environment } = opened;
    for (let count = 0; count < 10; count++)
      await environment.versions.add(draftOf(""), { at: count, reason: "edit", source: String(count) });
    environment.writeFailure = { failure: "storage-full" };
    type(opened, 2);
    await environment.pass(300);
    expect(environment.history).toHaveLength(5);
  });
});

describe("what is typed just before the page goes away", () => {
  it("is tried again until there is room, and no more when the notebook is closed", async () => {
    const opened = await openNotebook();
    const { environment, session } = opened;
    environment.writeFailure = { failure: "storage-full" };
    type(opened, 2);
    await environment.pass(10_000);
    expect(session.keeping.saved.value).toMatchObject({ kind: "failed" });
    environment.writeFailure = undefined;
    await environment.pass(3_000);
    expect(session.keeping.saved.value).toMatchObject({ kind: "saved" });
    expect(environment.store.get(KEY)?.source).toBe(withX(2));

    environment.writeFailure = { failure: "storage-full" };
    type(opened, 3);
    await environment.pass(1_000);
    opened.app.navigate("#/settings");
    await settle();
    environment.writeFailure = undefined;
    await environment.pass(10_000);
    expect(environment.store.get(KEY)?.source).toBe(withX(2));
  });

  it("is tried again at the end when it could not be written", async () => {
    const opened = await openNotebook();
    const { environment, app } = opened;
    environment.writeFailure = { failure: "storage-refused" };
    type(opened, 2);
    await environment.pass(300);
    environment.writeFailure = undefined;
    app.flush();
    await settle();
    expect(environment.store.get(KEY)?.source).toBe(withX(2));
  });
});

describe("one of several tabs", () => {
  it("only reads while another one writes, and follows it", async () => {
    const opened = await openNotebook();
    const { environment, session, sent, app } = opened;
    const [peer] = environment.tabPeers;
    peer?.became("reader");
    await settle();
    expect(session.keeping.writer.readOnly.value).toBe(true);
    expect(sent.at(-1)).toMatchObject({
      kind: "notebook",
      cells: [{ locked: "marks" }, { locked: "elsewhere" }, { locked: "check" }],
    });
    type(opened, 9);
    session.reset();
    session.undo();
    session.keeping.restore(withX(9));
    await environment.pass(1_000);
    expect(session.source.text.value).toBe(NOTEBOOK);
    expect(environment.store.size).toBe(0);
    expect(app.notices.list.value).toMatchObject([{ failure: { failure: "read-only" } }]);

    environment.store.set(KEY, draftOf(withX(3)));
    peer?.saved();
    await settle();
    expect(session.source.text.value).toBe(withX(3));
    expect(sent.at(-1)).toMatchObject({ kind: "notebook", source: withX(3) });
  });

  it("takes over with what the other one typed last", async () => {
    const opened = await openNotebook();
    const { environment, session, app } = opened;
    const [peer] = environment.tabPeers;
    peer?.became("reader");
    await settle();
    session.keeping.writer.takeOver();
    expect(session.keeping.writer.state.value).toBe("taking");
    expect(environment.takeOvers.count).toBe(1);
    environment.store.set(KEY, draftOf(withX(4)));
    peer?.became("writer");
    await settle();
    expect(session.source.text.value).toBe(withX(4));
    expect(app.notices.list.value).toMatchObject([{ fact: { fact: "may-write" } }]);
    type(opened, 5);
    await environment.pass(300);
    expect(environment.store.get(KEY)?.source).toBe(withX(5));
  });

  it("writes what was typed before it hands over", async () => {
    const opened = await openNotebook();
    const { environment, session } = opened;
    type(opened, 6);
    await environment.tabPeers[0]?.yielding();
    expect(environment.store.get(KEY)?.source).toBe(withX(6));
    expect(session.keeping.writer.readOnly.value).toBe(true);
  });

  it("that was passed by puts what it had typed into the history and never over the other's draft", async () => {
    const opened = await openNotebook();
    const { environment } = opened;
    type(opened, 7);
    environment.store.set(KEY, draftOf(withX(8)));
    environment.tabPeers[0]?.became("reader");
    environment.tabPeers[0]?.saved();
    await environment.pass(300);
    expect(environment.store.get(KEY)?.source).toBe(withX(8));
    expect(opened.session.source.text.value).toBe(withX(8));
    expect(reasons(environment)).toEqual(["other-tab x = 7"]);
  });

  it("that hung waits for news before it writes", async () => {
    const opened = await openNotebook();
    const { environment } = opened;
    type(opened, 7);
    // Its timer comes late, and the news that another tab took over comes after that.
    environment.hang(5_000);
    environment.store.set(KEY, draftOf(withX(8)));
    await settle();
    environment.tabPeers[0]?.became("reader");
    await environment.pass(1_000);
    expect(environment.store.get(KEY)?.source).toBe(withX(8));
    expect(reasons(environment)).toEqual(["other-tab x = 7"]);
  });
});

describe("a notebook that was handed out anew", () => {
  const corrected = `${NOTEBOOK}\n# corrected\n`;

  async function openChanged(source: string) {
    const environment = createFakeEnvironment();
    environment.store.set(KEY, draftOf(source));
    environment.files.set("https://courses.example/one/nb.py", new Blob([corrected]));
    return openNotebook(environment);
  }

  it("is offered, and asked about again until the student decides", async () => {
    const first = await openChanged(withX(2));
    expect(first.session.keeping.upstream.offer.value).toBe(corrected);
    type(first, 3);
    await first.environment.pass(300);
    expect(first.environment.store.get(KEY)).toMatchObject({ source: withX(3), original: NOTEBOOK });
    const again = await openNotebook(first.environment);
    expect(again.session.keeping.upstream.offer.value).toBe(corrected);
    again.session.keeping.upstream.keepMine();
    await again.environment.pass(300);
    expect(again.environment.store.get(KEY)).toMatchObject({ source: withX(3), original: corrected });
    const last = await openNotebook(again.environment);
    expect(last.session.keeping.upstream.offer.value).toBeNull();
    expect(last.session.source.text.value).toBe(withX(3));
  });

  it("is taken, with the student's own in the history", async () => {
    const { session, environment } = await openChanged(withX(2));
    session.keeping.upstream.takeTheirs();
    await environment.pass(300);
    expect(environment.store.get(KEY)).toMatchObject({ source: corrected, original: corrected });
    expect(reasons(environment)).toContain("upstream x = 2");
  });

  it("is simply shown when the student had changed nothing", async () => {
    const { session } = await openChanged(NOTEBOOK);
    expect(session.keeping.upstream.offer.value).toBeNull();
    expect(session.source.text.value).toBe(corrected);
  });
});

describe("storage that is cleared under the open notebook", () => {
  it("gets the notebook again, and the student is told", async () => {
    const opened = await openNotebook();
    const { environment, session } = opened;
    type(opened, 2);
    await environment.pass(300);
    environment.clear();
    await environment.pass(300);
    expect(session.keeping.cleared.value).toBe(true);
    expect(environment.store.get(KEY)?.source).toBe(withX(2));
  });
});

describe("a file in step", () => {
  function fakeFile() {
    const file = { text: "", foreign: undefined as string | undefined, may: true, fails: false, writes: 0 };
    const handle: FileHandle = {
      name: "mine.py",
      mayWrite: async (ask) => file.may || ask,
      foreignText: async () => file.foreign,
      async write(text) {
        file.writes++;
        if (file.fails) return { failure: "file-refused", name: "mine.py" };
        file.text = text;
        file.foreign = undefined;
        return undefined;
      },
    };
    return { file, handle };
  }

  async function openWithFile() {
    const { file, handle } = fakeFile();
    const environment = createFakeEnvironment();
    environment.disk.chosen = handle;
    const opened = await openNotebook(environment);
    await opened.session.keeping.file.choose();
    return { ...opened, file, mirror: opened.session.keeping.file };
  }

  it("is written when it is chosen and after each save", async () => {
    const opened = await openWithFile();
    expect(opened.file.text).toBe(NOTEBOOK);
    type(opened, 2);
    await opened.environment.pass(300);
    expect(opened.file.text).toBe(withX(2));
    expect(opened.mirror.state.value).toMatchObject({ kind: "in-step", name: "mine.py" });
    opened.mirror.stop();
    type(opened, 3);
    await opened.environment.pass(300);
    expect(opened.file.text).toBe(withX(2));
  });

  it("has what was typed just before the notebook is closed", async () => {
    const opened = await openWithFile();
    type(opened, 2);
    opened.app.navigate("#/settings");
    await settle();
    expect(opened.file.text).toBe(withX(2));
  });

  it("that cannot be written never keeps the notebook from being saved", async () => {
    const opened = await openWithFile();
    opened.file.fails = true;
    type(opened, 2);
    await opened.environment.pass(300);
    expect(opened.mirror.state.value).toMatchObject({ kind: "failed" });
    expect(opened.environment.store.get(KEY)?.source).toBe(withX(2));
    opened.file.fails = false;
    await opened.mirror.resume();
    expect(opened.file.text).toBe(withX(2));
  });

  it("of an earlier visit is taken up when the browser allows it, or asked for", async () => {
    const { file, handle } = fakeFile();
    file.may = false;
    const environment = createFakeEnvironment();
    environment.disk.stored = handle;
    environment.store.set(KEY, draftOf(withX(4)));
    const { session } = await openNotebook(environment);
    expect(session.keeping.file.state.value).toEqual({ kind: "asking", name: "mine.py" });
    expect(file.writes).toBe(0);
    await session.keeping.file.resume();
    expect(file.text).toBe(withX(4));
  });

  it("that another program changed is not written over unasked", async () => {
    const opened = await openWithFile();
    const { file, mirror, environment, session } = opened;
    file.foreign = withX(50);
    type(opened, 2);
    await environment.pass(300);
    expect(mirror.state.value).toMatchObject({ kind: "foreign", text: withX(50) });
    expect(file.text).toBe(NOTEBOOK);
    mirror.takeFile();
    await environment.pass(300);
    expect(session.source.text.value).toBe(withX(50));
    expect(reasons(environment)).toEqual(["file x = 2"]);

    file.foreign = withX(60);
    type(opened, 3);
    await environment.pass(300);
    mirror.overwrite();
    await environment.pass(300);
    expect(file.text).toBe(withX(3));
    expect(reasons(environment)).toContain("file x = 60");
  });

  it("that is no notebook any more is not taken", async () => {
    const opened = await openWithFile();
    opened.file.foreign = "print('hello')\n";
    type(opened, 2);
    await opened.environment.pass(300);
    opened.mirror.takeFile();
    expect(opened.session.source.text.value).toBe(withX(2));
    expect(opened.app.notices.list.value).toMatchObject([{ failure: { failure: "not-a-notebook-file" } }]);
  });
});

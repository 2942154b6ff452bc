import { describe, expect, it, vi } from "vitest";
import { digestOf } from "../../src/core/digest.ts";
import type { FrameMessage, ShellMessage } from "../../src/state/wall.ts";
import { NOTEBOOK, settle } from "./fake-environment.ts";
import { generationOf, type Opened, openNotebook } from "./open-notebook.ts";

const passed = {
  label: "Q1: Twice",
  key: "Q1",
  status: "success",
  details: [],
  earnedWeight: 1,
  totalWeight: 1,
  marks: { earned: 10, available: 10 },
} as const;

async function validate({ session }: Opened) {
  session.validator.start();
  await settle();
  const generation = session.validator.plan.value?.generation ?? -1;
  const sent: ShellMessage[] = [];
  session.validator.connect(generation, { send: (message) => void sent.push(message) });
  await settle();
  const say = (message: FrameMessage) => session.validator.receive(generation, message);
  return { sent, say, generation };
}

/** The digest of the source is made by the platform, in its own time. */
async function ended({ environment, session }: Opened): Promise<void> {
  await environment.pass(1_000);
  await vi.waitFor(() => expect(session.validator.state.value.kind).toBe("idle"));
}

describe("Validate", () => {
  it("runs the source as it is in a frame of its own, without drawing anything", async () => {
    const { sent } = await validate(await openNotebook());
    expect(sent.map((message) => message.kind)).toEqual(["open", "limits", "python"]);
    expect(sent[0]).toMatchObject({ purpose: "validate", autorun: true, source: NOTEBOOK });
  });

  it("makes a report that goes stale with the source, and holds again after undo", async () => {
    const opened = await openNotebook();
    const { environment, app, session } = opened;
    const { say } = await validate(opened);
    say({ kind: "run", run: 1, state: "started" });
    say({ kind: "cell", cell: opened.cell("answer"), status: "running", run: 1 });
    await environment.pass(2_000);
    say({ kind: "cell", cell: opened.cell("answer"), status: "idle", run: 1 });
    expect(session.validator.state.value).toEqual({ kind: "running", done: 1, all: 3 });
    say({ kind: "check", record: { ...passed, cell: opened.cell(2) }, run: 1 });
    say({ kind: "run", run: 1, state: "finished" });
    await ended(opened);
    expect(session.validator.plan.value).toBeNull();
    expect(session.validator.report.kept.value?.report).toMatchObject({
      of: await digestOf(NOTEBOOK),
      duration: 2_000,
      ended: { kind: "finished" },
      score: { passed: 1, all: 1, marks: { earned: 10, available: 10 } },
    });
    expect(app.notices.announcement.value.said).toEqual({ said: "validated", passed: 1, all: 1 });
    expect(session.validator.report.isStale.value).toBe(false);
    opened.say({ kind: "edit", edit: { kind: "code", cell: opened.cell("answer"), code: "x = 5" } });
    expect(session.validator.report.isStale.value).toBe(true);
    session.undo();
    expect(session.validator.report.isStale.value).toBe(false);
  });

  it("takes what was typed just before, and does not wait for a frame that hangs", async () => {
    const opened = await openNotebook();
    const { session, environment } = opened;
    const typed = { kind: "code", cell: opened.cell("answer"), code: "x = 2" } as const;
    session.validator.start();
    opened.say({ kind: "edit", edit: typed });
    await settle();
    expect(session.validator.plan.value).not.toBeNull();
    const sent: ShellMessage[] = [];
    const connect = () =>
      session.validator.connect(session.validator.plan.value?.generation ?? -1, {
        send: (message) => void sent.push(message),
      });
    connect();
    expect(sent[0]).toMatchObject({ source: expect.stringContaining("x = 2") });

    session.frame.connect(generationOf(session), { send: () => {} });
    session.validator.start();
    await settle();
    expect(session.validator.plan.value).toBeNull();
    await environment.pass(2_000);
    connect();
    expect(sent.filter(({ kind }) => kind === "open")).toHaveLength(2);
  });

  it("leaves the checks of the open notebook alone", async () => {
    const opened = await openNotebook();
    const { say } = await validate(opened);
    say({ kind: "check", record: { ...passed, cell: opened.cell(2) }, run: 1 });
    expect(opened.session.checks.value[0]?.state).toBe("idle");
  });

  it("gives its frame no power but to fill the report", async () => {
    const opened = await openNotebook();
    const { environment, app, session } = opened;
    const { say } = await validate(opened);
    say({ kind: "edit", edit: { kind: "delete", cell: opened.cell("answer") } });
    say({ kind: "save", name: "x.csv", blob: new Blob(["1"]) });
    say({ kind: "copy", text: "stolen" });
    say({ kind: "open-link", url: "https://a.example/" });
    say({ kind: "blocked-host", host: "a.example" });
    await environment.pass(1_000);
    expect(session.source.text.value).toBe(NOTEBOOK);
    expect(environment.saved).toEqual([]);
    expect(environment.copied).toEqual([]);
    expect(app.notices.question.value).toBeNull();
  });

  it("says when a limit was hit or the frame was lost", async () => {
    const opened = await openNotebook();
    const first = await validate(opened);
    first.say({ kind: "limit", cell: opened.cell("answer"), seconds: 60 });
    await ended(opened);
    const { kept } = opened.session.validator.report;
    expect(kept.value?.report.ended).toMatchObject({ kind: "limit", seconds: 60 });
    const second = await validate(opened);
    opened.session.validator.lost(second.generation);
    await ended(opened);
    expect(kept.value?.report.ended).toEqual({ kind: "lost" });
  });

  it("ends by itself when the frame never says anything", async () => {
    const opened = await openNotebook();
    await validate(opened);
    await opened.environment.pass(430_000);
    await ended(opened);
    expect(opened.session.validator.report.kept.value?.report.ended).toEqual({ kind: "lost" });
  });

  it("drops what an earlier or cancelled validation says", async () => {
    const opened = await openNotebook();
    const first = await validate(opened);
    const second = await validate(opened);
    first.say({ kind: "run", run: 1, state: "finished" });
    await opened.environment.pass(1_000);
    expect(opened.session.validator.state.value.kind).toBe("running");
    opened.session.validator.cancel();
    second.say({ kind: "run", run: 1, state: "finished" });
    await opened.environment.pass(1_000);
    expect(opened.session.validator.report.kept.value).toBeNull();
  });
});

/** The report of an open notebook: kept with its draft, opened, handed out. */
import { describe, expect, it, vi } from "vitest";
import { makeReport } from "../../../src/core/checks/report.ts";
import { NOTHING_RAN } from "../../../src/core/checks/report-run.ts";
import { COURSE_URL, createFakeEnvironment, NOTEBOOK, settle } from "../fake-environment.ts";
import { openNotebook } from "../open-notebook.ts";

/** A report as an earlier visit left it. */
function earlier(source: string) {
  const facts = { of: "sha256-x", at: 1_000, duration: 10, ended: { kind: "finished" } } as const;
  return makeReport({ title: "The notebook", filename: "nb.py", source, cells: [] }, NOTHING_RAN, facts);
}

async function openWith(source: string) {
  const environment = createFakeEnvironment();
  environment.shelf.set(`${COURSE_URL} nb`, earlier(source));
  const opened = await openNotebook(environment);
  await settle();
  return { ...opened, report: opened.session.validator.report };
}

describe("a report that was kept", () => {
  it("is there again, and holds while the source is the same", async () => {
    const { report } = await openWith(NOTEBOOK);
    expect(report.kept.value?.report.of).toBe("sha256-x");
    expect(report.isStale.value).toBe(false);
  });

  it("is stale when the source has changed since", async () => {
    const { report } = await openWith(`${NOTEBOOK}# changed`);
    expect(report.isStale.value).toBe(true);
  });

  it("opens as a page of its own, and closes", async () => {
    const { report } = await openWith(NOTEBOOK);
    await report.open();
    expect(report.page.value).toBe("<!doctype html><title>The notebook</title>");
    report.close();
    expect(report.page.value).toBeNull();
  });

  it("is handed out as <notebook>-report.html", async () => {
    const { report, environment } = await openWith(NOTEBOOK);
    await report.download();
    expect(environment.saved.map(({ name }) => name)).toEqual(["nb-report.html"]);
    expect(await environment.saved[0]?.blob.text()).toContain("The notebook");
  });

  it("that cannot be printed is said, and nothing is handed out", async () => {
    const environment = createFakeEnvironment();
    environment.shelf.set(`${COURSE_URL} nb`, earlier(NOTEBOOK));
    const { session, app } = await openNotebook({
      ...environment,
      reports: {
        ...environment.reports,
        print: async () => ({ failure: "pieces-missing", piece: "report" }),
      },
    });
    await settle();
    await session.validator.report.open();
    await session.validator.report.download();
    expect(session.validator.report.page.value).toBeNull();
    expect(environment.saved).toEqual([]);
    expect(app.notices.list.value).toMatchObject([{ failure: { failure: "pieces-missing" } }]);
  });
});

describe("a new report", () => {
  async function validate({ session, environment }: Awaited<ReturnType<typeof openNotebook>>) {
    session.validator.start();
    await settle();
    const generation = session.validator.plan.value?.generation ?? -1;
    session.validator.connect(generation, { send: () => {} });
    session.validator.receive(generation, { kind: "run", run: 1, state: "finished" });
    await environment.pass(1_000);
    await vi.waitFor(() => expect(session.validator.state.value.kind).toBe("idle"));
    await settle();
  }

  it("is kept with the draft", async () => {
    const opened = await openNotebook();
    await validate(opened);
    expect(opened.environment.shelf.get(`${COURSE_URL} nb`)?.source).toBe(NOTEBOOK);
  });

  it("takes the place of the opened one", async () => {
    const opened = await openWith(NOTEBOOK);
    await opened.report.open();
    await validate(opened);
    expect(opened.report.page.value).toBeNull();
    expect(opened.report.kept.value?.report.at).not.toBe(1_000);
  });

  it("stays on the page when it cannot be kept, and that is said", async () => {
    const opened = await openNotebook();
    opened.environment.writeFailure = { failure: "storage-full" };
    await validate(opened);
    expect(opened.session.validator.report.kept.value).not.toBeNull();
    expect(opened.app.notices.list.value).toMatchObject([{ failure: { failure: "storage-full" } }]);
  });
});

/**
 * The wall between shell and frame, spoken to by code that has taken the frame's port: a malformed message changes
 * nothing, a well-formed forged one can do no more than this student's keyboard in this notebook
 * (design/security.md, row 2).
 */
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { test } from "./hostile/fixtures.ts";
import { malformed, sourceOf } from "./hostile/messages.ts";
import { lockedCells, post, runInFrame, takePort } from "./hostile/port.ts";
import { type OpenNotebook, openNotebook, quiet } from "./support/notebook.ts";

const handedOut = readFileSync(new URL("../../public/demo/assignment.py", import.meta.url), "utf8");

/** What a first output does without is asked for some time after it: no test counts that as its own doing. */
const lateParts = ["/islands/lazy.", "/runtime/files.", "/runtime/files-later."];
const comesByItself = /woff2|icon|part-worker/;

async function openTaken(
  page: Page,
  site: { readonly asked: readonly string[] },
  route = "#/c/demo/assignment",
): Promise<OpenNotebook> {
  await takePort(page);
  const notebook = await openNotebook(page, route);
  await quiet(notebook);
  const missing = () => lateParts.filter((part) => !site.asked.some((path) => path.startsWith(part)));
  await expect.poll(missing, { timeout: 30_000 }).toEqual([]);
  await page.waitForLoadState("networkidle");
  return notebook;
}

const askedSince = (asked: readonly string[], before: number) =>
  asked.slice(before).filter((path) => !comesByItself.test(path));

/** Messages of one port arrive in order: what was posted before has been dealt with when this is done. */
async function settled(page: Page): Promise<void> {
  const text = `settled ${Math.random()}`;
  // Another announcement may take its place at once.
  await expect(async () => {
    await post(page, sourceOf([{ kind: "announce", text }]));
    await expect(page.getByText(text)).toBeAttached({ timeout: 2_000 });
  }).toPass();
}

test("malformed messages change nothing", async ({ page, site }) => {
  await openTaken(page, site, "#/c/demo/first-steps");
  await settled(page);
  const snapshot = () =>
    page.evaluate(() => {
      const text = document.querySelector("#app")?.innerHTML.replace(/settled [\d.]+/, "");
      return { text, address: location.href, kept: Object.entries(localStorage).sort() };
    });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("download", (download) => errors.push(download.suggestedFilename()));
  const before = await snapshot();
  const asked = site.asked.length;

  const messages = malformed();
  expect(messages.length).toBeGreaterThan(1_500);
  await post(page, sourceOf(messages));
  await settled(page);

  expect(await snapshot()).toEqual(before);
  expect(errors).toEqual([]);
  expect(askedSince(site.asked, asked)).toEqual([]);
});

test("forged edits reach this notebook only, spare locked cells, and can be undone", async ({
  page,
  site,
}) => {
  const notebook = await openTaken(page, site);
  const locked = await lockedCells(page);
  expect(locked.length).toBeGreaterThan(4);
  const other = { notebook: "first-steps", course: "demo", key: ["demo", "first-steps"] };
  const edits = [...locked, "no-such-cell"].flatMap((cell) => [
    { kind: "code", cell, code: "forged = 1" },
    { kind: "rename", cell, name: "forged" },
    { kind: "config", cell, disabled: true },
    { kind: "delete", cell },
    { kind: "move", cell, to: "down" },
    { kind: "convert", cell, to: "markdown" },
    { kind: "insert", after: "no-such-cell", cell, code: "forged = 1", markdown: false },
  ]);
  await post(page, sourceOf(edits.map((edit) => ({ kind: "edit", edit, ...other }))));
  await settled(page);
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
  expect(await sourceText(page)).toBe(handedOut);

  const insert = { kind: "insert", after: null, cell: "forged", code: "forged = 1", markdown: false };
  await post(page, sourceOf([{ kind: "edit", edit: insert, ...other }]));
  await expect(notebook.cell("forged = 1")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(notebook.cell("forged = 1")).toBeHidden();
  expect(await sourceText(page)).toBe(handedOut);

  await page.goto("#/c/demo/first-steps");
  await expect(notebook.cell("guests = 4")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
});

test("forged wishes open, fetch and save nothing that the student was not asked about", async ({
  page,
  listener,
  site,
}) => {
  await openTaken(page, site, "#/c/demo/first-steps");
  const asked = site.asked.length;
  const { host } = new URL(listener.url);
  const links = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", `blob:${site.url}x`];
  const refused = [...links, `https://name:word@${host}/`, "/relative"];
  await post(page, sourceOf(refused.map((url) => ({ kind: "open-link", url }))));
  await settled(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const hosts = ["a.example; script-src *", "a.example b.example", "*", "'self'", "https://a.example", ""];
  await post(page, sourceOf(hosts.map((one) => ({ kind: "blocked-host", host: one }))));
  await settled(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const needs = [
    `${site.url}courses.json`,
    `${site.url}runtime/x.whl?stolen=1`,
    `${listener.url}/package.whl`,
    `https://pypi.org@${host}/package.whl`,
    `http://pypi.org/package.whl`,
    `${site.url.replace(/\/$/, "")}.${host}/package.whl`,
    "file:///etc/passwd",
    "javascript:1",
  ];
  await runInFrame(
    page,
    `globalThis.got = []; takenPort.addEventListener("message", ({ data }) => {
      if (data.kind === "got" && data.request >= 900) got.push(data.result.kind);
    });`,
  );
  await post(page, sourceOf(needs.map((url, index) => ({ kind: "need", request: 900 + index, url }))));
  const answers = () => page.frames()[1]?.evaluate(() => Reflect.get(globalThis, "got"));
  await expect.poll(answers).toEqual(needs.map(() => "failed"));

  // One question at a time, and nothing without its answer.
  const wanted = [1, 2, 3].map((count) => ({ kind: "open-link", url: `${listener.url}/opened-${count}` }));
  await post(page, sourceOf(wanted));
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(page.getByRole("dialog")).toContainText(`${listener.url}/opened-1`);
  await page.getByRole("button", { name: "Not now" }).click();
  await settled(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(page.context().pages()).toEqual([page]);
  expect(listener.heard).toEqual([]);
  expect(askedSince(site.asked, asked)).toEqual([]);
});

test("forged files come under plain names, a few at a time, and no larger than allowed", async ({
  page,
  site,
}) => {
  await openTaken(page, site, "#/c/demo/first-steps");
  const saved: string[] = [];
  page.on("download", (download) => saved.push(download.suggestedFilename()));
  const names = ["../../../.bashrc", "C:\\\\autoexec.bat", "invoice\u202Efdp.exe", "con.txt", ".."];
  await post(
    page,
    `[{ kind: "save", name: "large", blob: new Blob(Array(17).fill(new Blob([new Uint8Array(2 ** 24)]))) }]`,
  );
  await expect(page.getByRole("alert")).toContainText("large");
  await post(page, `${sourceOf(names)}.map((name) => ({ kind: "save", name, blob: new Blob(["x"]) }))`);
  await expect.poll(() => saved.length).toBe(names.length);
  for (const name of saved) expect(name).toMatch(/^[\w -][\w. -]*$/);

  const begun = Date.now();
  const flood =
    'Array.from({ length: 5_000 }, () => ({ kind: "save", name: "flood", blob: new Blob(["x"]) }))';
  await post(page, flood);
  await settled(page);
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(saved.length).toBeLessThanOrEqual(10);
});

test("a forged check is claimed in the list, and gone in what Validate says", async ({ page, site }) => {
  await openTaken(page, site);
  const checks = page.getByRole("region", { name: "Checks" });
  const first = checks.locator("[data-check]").first();
  const label = (await first.getAttribute("data-check")) ?? "";
  await expect(first).not.toHaveAttribute("data-state", "passed");
  const record = {
    cell: null,
    label,
    key: "Q1",
    status: "success",
    details: [],
    earnedWeight: 1e9,
    totalWeight: 1,
    marks: { earned: 1e9, available: 1 },
  };
  await post(page, sourceOf([{ kind: "check", record, run: 1_000_000 }]));
  await expect(first).toHaveAttribute("data-state", "passed");

  await page.getByRole("button", { name: "Validate" }).click();
  const report = page.getByRole("region", { name: "Report" });
  await expect(report).toContainText("0 of", { timeout: 60_000 });
  await expect(report).not.toContainText("000000");
});

/** The text as the shell has it: what Download gives. */
async function sourceText(page: Page): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  return readFileSync(await (await download).path(), "utf8");
}

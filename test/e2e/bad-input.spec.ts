/** Files, networks and browsers that are not as they should be: a clear message, and nothing lost. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Page, type Route, test } from "@playwright/test";
import {
  chooseFile,
  notebookOf,
  notebookOfCells,
  openCells,
  openNotebook,
  pressTool,
  quiet,
  rewriteCell,
  savedBy,
} from "./support/notebook.ts";

const ran = (page: Page) =>
  expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
const saved = async (page: Page) => (await savedBy(page, () => pressTool(page, "Download"))).bytes;

test("files that are no notebooks are refused by what they are, and stay on the list of courses", async ({
  page,
}) => {
  const alert = page.getByRole("alert");
  await chooseFile(page, "script.py", Buffer.from("print('hello')\n"));
  await expect(alert).toContainText("This file is Python, but not a marimo notebook.");
  await chooseFile(
    page,
    "latin.py",
    Buffer.from("import marimo\n\napp = marimo.App()\n# caf\xe9\n", "latin1"),
  );
  await expect(alert).toContainText("not text in UTF-8");
  await chooseFile(
    page,
    "big.py",
    Buffer.concat([Buffer.from(notebookOfCells(["1"])), Buffer.alloc(6e6, "#")]),
  );
  await expect(alert).toContainText("The notebook is 6");
  await expect(alert).toContainText("up to 5");
  await expect(page.getByRole("heading", { name: "Courses" })).toBeVisible();
});

test("a course's notebook that cannot be read is shown and saved as it is", async ({ page }) => {
  const text = "# not a notebook\nprint('hello')\r\n";
  await page.route("**/demo/lecture.py", (route) => route.fulfill({ body: text }));
  await page.goto("#/c/demo/lecture");
  await expect(page.getByRole("alert")).toContainText("not a marimo notebook");
  await expect(page.getByRole("textbox")).toHaveValue(text.replace("\r\n", "\n"));
  expect((await saved(page)).toString()).toBe(text);
});

test("cells with errors say what is wrong, and the others run", async ({ page }) => {
  const { frame, cell } = await openCells(page, [
    "import marimo as mo",
    "good = 20 + 3\ngood",
    "def broken(:\n    pass",
    "twice = 1",
    "twice = 2",
    "chicken = egg + 1",
    "egg = chicken + 1",
    "import a_package_that_does_not_exist",
    "1 / 0",
  ]);
  await expect(frame.getByText("23", { exact: true })).toBeVisible();
  await expect(cell("def broken")).toContainText("Python cannot read this cell");
  for (const text of ["twice = 1", "twice = 2"]) {
    await expect(cell(text)).toContainText("Defined in more than one cell");
    await expect(cell(text)).toHaveAttribute("data-status", "error");
  }
  await expect(cell("chicken = egg")).toContainText("Cells that need each other");
  await expect(cell("1 / 0")).toContainText("division by zero");
  const missing = cell("import a_package");
  await expect(missing).toContainText("a_package_that_does_not_exist");
  await expect(missing).toHaveAttribute("data-status", "error");

  await cell("twice = 1").getByRole("button", { name: "Go to Cell 5" }).click();
  await expect(cell("twice = 2").getByRole("textbox")).toBeFocused();
  await rewriteCell(page, cell("def broken"), "def broken():\n    return 'whole'");
  await expect(cell("def broken")).toHaveAttribute("data-status", "idle");
});

test("Windows line ends, a byte order mark and settings that nobody knows are kept to the byte", async ({
  page,
}) => {
  const plain = notebookOfCells(["import marimo as mo", "a = 1", 'f"a is {a}"'])
    .replace("marimo.App()", 'marimo.App(width="medium", frobnicate=3)')
    .replace("@app.cell\ndef _():\n    a = 1", '@app.cell(colour="red")\ndef _():\n    a = 1');
  const source = `\uFEFF${plain.replaceAll("\n", "\r\n")}`;
  await chooseFile(page, "windows.py", Buffer.from(source));
  await ran(page);
  const { frame, cell } = notebookOf(page);
  await expect(frame.getByText("a is 1")).toBeVisible();
  expect((await saved(page)).toString()).toBe(source);

  await rewriteCell(
    page,
    cell(/^a = 1$/)
      .or(frame.locator("[data-cell-id]").nth(1))
      .first(),
    "a = 2",
  );
  await expect(frame.getByText("a is 2")).toBeVisible();
  const after = (await saved(page)).toString();
  expect(after.startsWith("\uFEFFimport marimo\r\n")).toBe(true);
  expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  expect(after).toContain('marimo.App(width="medium", frobnicate=3)');
});

test("a notebook of just under 5 MB opens and runs", async ({ page }) => {
  const row = `${"x".repeat(99)}\n`;
  const rows = Math.floor((5 * 1024 * 1024 - 2_000) / (row.length + 4));
  const text = notebookOfCells([`data = """\n${row.repeat(rows)}"""`, 'f"{len(data)} letters"']);
  expect(text.length).toBeGreaterThan(5_200_000);
  await chooseFile(page, "large.py", Buffer.from(text));
  await ran(page);
  const opened = notebookOf(page);
  await expect(opened.frame.getByText(/^'?\d+ letters/)).toBeVisible();
  await quiet(opened);
  expect((await saved(page)).toString() === text).toBe(true);
});

test("a network that goes away during the start is named, and Start again starts and runs", async ({
  page,
}) => {
  await page.route("**/runtime/*.{gz,zst}", (route) => route.abort());
  await page.goto("#/c/demo/first-steps");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(
    "does not answer. You may be offline, or it may not allow this page to ask it.",
  );
  await expect(notebookOf(page).cell("guests = 4")).toBeVisible();
  await page.unroute("**/runtime/*.{gz,zst}");
  await alert.getByRole("button", { name: "Start again" }).click();
  await expect(alert).toBeHidden();
  await expect(notebookOf(page).frame.getByText("Pancakes for 4")).toBeVisible({ timeout: 60_000 });
});

interface Manifest {
  parts: { snapshot: { file: string; sha256: string; encoding: string } };
}

const manifestOf = async (route: Route): Promise<Manifest> => (await route.fetch()).json();

test("a damaged part of Python is refused", async ({ page }) => {
  await page.route("**/runtime/memory*", async (route) => {
    const bytes = await (await route.fetch()).body();
    bytes.fill(0, Math.floor(bytes.length / 2));
    await route.fulfill({ body: bytes });
  });
  await page.goto("#/c/demo/first-steps");
  await expect(page.getByRole("alert")).toContainText(/arrived damaged|does not answer/);
});

test("a memory snapshot that does not fit is left aside for the ordinary start", async ({ page }) => {
  const wrong = Buffer.alloc(1_000_000, 7);
  await page.route("**/runtime/manifest.json", async (route) => {
    const manifest = await manifestOf(route);
    manifest.parts.snapshot.sha256 = createHash("sha256").update(wrong).digest("hex");
    await route.fulfill({ json: manifest });
  });
  await page.route("**/runtime/memory*", (route) => route.fulfill({ body: wrong }));
  const { frame } = await openNotebook(page, "#/c/demo/first-steps");
  await expect(frame.getByText("Pancakes for 4")).toBeVisible();
});

const LACKING = {
  WebAssembly: "it lacks WebAssembly",
  MessageChannel: "it lacks MessageChannel",
  DecompressionStream: "it lacks DecompressionStream",
};

test("a browser that lacks something is told what, and the text stays in reach", async ({
  browser,
  baseURL,
}) => {
  for (const [name, words] of Object.entries(LACKING)) {
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const page = await context.newPage();
    await page.addInitScript((feature) => Reflect.deleteProperty(globalThis, feature), name);
    await page.goto("#/c/demo/first-steps");
    await expect(page.getByRole("alert")).toContainText(words);
    const original = await readFile(new URL("../../public/demo/first-steps.py", import.meta.url));
    expect((await saved(page)).equals(original)).toBe(true);
    await context.close();
  }
});

/** What a closed-off frame cannot do by itself, and the page does for it when a person agrees. */
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import { drop } from "./support/drop.ts";
import { notebookOf, openCells, pressTool, quiet, rewriteCell, savedBy } from "./support/notebook.ts";

const notebookBody = (frame: FrameLocator) => frame.getByRole("region", { name: "Notebook" });
const runs = (page: Page) => page.getByRole("status").filter({ hasText: "Run finished" });

test("a link opens only when the card that names its host is confirmed, and only on the web or as mail", async ({
  page,
  context,
}) => {
  await context.route("https://elsewhere.example/**", (route) =>
    route.fulfill({ body: "<title>there</title>" }),
  );
  const { frame } = await openCells(page, [
    "import marimo as mo",
    'mo.Html(\'<a href="https://elsewhere.example/page?q=1">web</a> <a href="file:///etc/passwd">file</a> <a href="mailto:ada@mail.example">mail</a>\')',
  ]);
  const dialog = page.getByRole("dialog");
  await frame.getByRole("link", { name: "web" }).click();
  await expect(dialog).toContainText("elsewhere.example");
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(dialog).toBeHidden();
  expect(context.pages()).toHaveLength(1);

  await frame.getByRole("link", { name: "web" }).click();
  const opened = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Open the link" }).click();
  const tab = await opened;
  await expect(tab).toHaveURL("https://elsewhere.example/page?q=1");
  expect(await tab.evaluate(() => globalThis.opener)).toBe(null);
  await tab.close();

  await frame.getByRole("link", { name: "mail" }).click();
  await expect(dialog).toContainText("ada@mail.example");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await frame.getByRole("link", { name: "file" }).click();
  await expect(page.getByRole("alert")).toContainText(
    "Atelier does not open this address: file:///etc/passwd",
  );
});

test("dropped and pasted data files land beside the notebook; a notebook is offered to be opened", async ({
  page,
}) => {
  const read = 'from pathlib import Path\n[Path(f"{name}.csv").exists() for name in ["one", "two", "three"]]';
  const notebook = await openCells(page, [read]);
  const { frame, cell } = notebook;
  await expect(cell("Path(")).toContainText("False");
  await drop(notebookBody(frame), { "one.csv": "a,b\n" });
  await drop(page.locator("header"), { "two.csv": "c,d\n" });
  await drop(notebookBody(frame), { "three.csv": "e,f\n" }, "paste");
  // Each is there as soon as it was read.
  await expect(async () => {
    await cell("Path(").getByRole("button", { name: "Run cell" }).click();
    await quiet(notebook);
    await expect(cell("Path(").locator(".cell-output")).not.toContainText("False", { timeout: 1_000 });
  }).toPass();

  await drop(notebookBody(frame), { "plain.py": "print('no notebook')\n" });
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("“plain.py” is opened as a notebook of its own.");
  await dialog.getByRole("button", { name: "Open the file" }).click();
  await expect(page.getByRole("alert")).toContainText("not a marimo notebook");
  await expect(cell("Path(")).toBeVisible();

  await drop(page.locator("header"), {
    "two.py": "import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    40 + 2\n    return\n",
  });
  await expect(frame.getByText("42", { exact: true })).toBeVisible({ timeout: 60_000 });
});

test("keys work from the page and from inside a cell; what is printed can be copied", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { frame, cell } = await openCells(page, ["import random", "print('luck', random.random())", "x = 1"]);
  const luck = () => frame.getByText(/^luck 0/).textContent();
  const first = await luck();
  await cell("x = 1").getByRole("textbox").click();
  await page.keyboard.press("Control+Shift+Enter");
  await expect.poll(luck).not.toBe(first);
  const second = await luck();
  await page.getByRole("button", { name: "Download", exact: true }).focus();
  await page.keyboard.press("Control+Shift+Enter");
  await expect.poll(luck).not.toBe(second);
  await page.keyboard.press("Control+S");
  await expect(page.getByText("Saved in this browser.")).toBeAttached();

  await cell("print(").hover();
  await frame.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(frame.getByText("Copied")).toBeVisible();
  expect((await page.evaluate(() => navigator.clipboard.readText())).trim()).toBe((await luck())?.trim());

  await rewriteCell(page, cell("x = 1"), "while True:\n    pass");
  await expect(cell("while True")).toHaveAttribute("data-status", "running");
  await page.keyboard.press("Control+.");
  await expect(cell("while True")).toHaveAttribute("data-status", "stopped");
});

test("files that the notebook writes can be taken home", async ({ page }) => {
  await openCells(page, ['with open("results.txt", "w") as file:\n    file.write("forty-two\\n")']);
  const files = page.getByRole("region", { name: "Files" });
  await expect(files).toContainText("results.txt");
  const file = await savedBy(page, () => files.getByRole("button", { name: "Download results.txt" }).click());
  expect(file).toEqual({ name: "results.txt", bytes: Buffer.from("forty-two\n") });
});

test("a frame that is lost is built anew: the text is there, and nothing runs by itself", async ({
  page,
}) => {
  const { frame, cell } = await openCells(page, ["a = 20", "a + 3"]);
  await expect(frame.getByText("23", { exact: true })).toBeVisible();
  await cell("a = 20").getByRole("textbox").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("a = 30");
  await page.frames()[1]?.evaluate(() => location.replace("about:blank"));
  await expect(page.getByText("stopped answering and was started again")).toBeVisible();
  await expect(cell("a = 30")).toBeVisible();
  await expect(page.getByText("ready", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(frame.getByText("33", { exact: true })).toHaveCount(0);
  await pressTool(page, "Run all");
  await expect(frame.getByText("33", { exact: true })).toBeVisible();
});

test("a host that code wants is asked of the student once, by name", async ({ page }) => {
  const asked: string[] = [];
  await page.context().route("https://data.example/**", async (route) => {
    asked.push(route.request().url());
    await route.fulfill({ body: "hello from afar", headers: { "access-control-allow-origin": "*" } });
  });
  const { frame, cell } = await openCells(page, [
    "from pyodide.http import pyfetch",
    'answer = await (await pyfetch("https://data.example/hello.txt")).string()\nanswer',
  ]);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("The notebook wants to fetch from data.example.");
  expect(asked).toEqual([]);
  await dialog.getByRole("button", { name: "Allow data.example" }).click();
  await expect(page.getByText("ready", { exact: true })).toBeVisible({ timeout: 60_000 });
  await pressTool(page, "Run all");
  await expect(frame.getByText("hello from afar")).toBeVisible();
  await expect(runs(page)).toBeAttached();

  await page.reload();
  await expect(notebookOf(page).frame.getByText("hello from afar")).toBeVisible({ timeout: 60_000 });
  await expect(dialog).toBeHidden();
  await expect(cell("pyfetch(")).toHaveAttribute("data-status", "idle");
});

/** How many sheets the PDF has: each is an object of its own. */
const sheets = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test("on paper there is the whole notebook and nothing around it", async ({ page }) => {
  const lines = Array.from({ length: 150 }, (_none, number) => `Line ${number}`);
  const { frame } = await openCells(page, ["import marimo as mo", `mo.md("""${lines.join("\n\n")}""")`]);
  await expect(frame.getByText("Line 149", { exact: true })).toBeAttached();
  await expect(page.locator("main")).toHaveAttribute("style", /--paper-height: \d{4,}px/);
  const tall = await frame
    .locator(".notebook")
    .evaluate((notebook) => notebook.getBoundingClientRect().height);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("toolbar")).toBeHidden();
  await expect(page.getByRole("region", { name: "Checks" })).toBeHidden();
  const box = await page.locator('iframe[title="Notebook"]').boundingBox();
  // Its end is empty space on the screen, and it is made smaller to fit on the sheet.
  expect(box?.height).toBeGreaterThan(0.85 * (tall - 400));
  expect(sheets(await page.pdf({ format: "A4" }))).toBe(Math.ceil((box?.height ?? 0) / 1123));
});

test("on paper there is the same whatever part of the notebook is on the screen", async ({ page }) => {
  const lines = Array.from({ length: 150 }, (_none, number) => `Line ${number}`);
  const { frame } = await openCells(page, ["import marimo as mo", `mo.md("""${lines.join("\n\n")}""")`]);
  const last = frame.getByText("Line 149", { exact: true });
  await expect(last).toBeAttached();
  await expect(page.locator("main")).toHaveAttribute("style", /--paper-height: \d{4,}px/);
  const fromTop = await page.pdf({ format: "A4" });

  await last.evaluate((line) => line.scrollIntoView());
  const scrolled = () => frame.locator(":root").evaluate((root) => root.scrollTop);
  const before = await scrolled();
  expect(before).toBeGreaterThan(1_000);
  const fromBelow = await page.pdf({ format: "A4" });
  expect(sheets(fromBelow)).toBe(sheets(fromTop));
  // A line that is missing is missing from the sheet's text, which takes most of the file.
  expect(Math.abs(fromBelow.length - fromTop.length)).toBeLessThan(50);
  await expect.poll(scrolled).toBe(before);
});

test("on paper a long line of code is broken within its box, also where it is edited", async ({ page }) => {
  const { cell } = await openCells(page, [`word = "${"long ".repeat(60)}"`]);
  await cell("word =").getByRole("textbox").first().click();
  const content = cell("word =").locator(".cm-content");
  const room = () => content.evaluate((code) => (code.parentElement?.clientWidth ?? 0) - code.scrollWidth);
  expect(await room()).toBeLessThan(0);
  await page.emulateMedia({ media: "print" });
  await expect.poll(room).toBeGreaterThanOrEqual(0);
});

test("what a notebook copies is copied after a click or a key, and not without", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { cell } = await openCells(page, ['print("a line to copy")']);
  const copy = cell("print(").getByRole("button", { name: /^Cop(y|ied)$/ });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await copy.click();
  await expect.poll(copied).toBe("a line to copy\n");

  await page.evaluate(() => navigator.clipboard.writeText("from elsewhere"));
  // Whatever Playwright does counts as a person's gesture, so the page is told that there was none.
  await page.evaluate(() =>
    Object.defineProperty(navigator, "userActivation", { value: { isActive: false } }),
  );
  await copy.click();
  await expect(page.getByRole("alert")).toContainText("did not allow copying");
  expect(await copied()).toBe("from elsewhere");
});

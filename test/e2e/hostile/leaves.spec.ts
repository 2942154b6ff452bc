/** A frame that a notebook navigates, empties or silences is noticed and built anew; nothing runs again by itself. */
import { expect, type Page } from "@playwright/test";
import { notebookOf, type OpenNotebook, openCells } from "../support/notebook.ts";
import { test } from "./fixtures.ts";
import { scriptCell } from "./hostile-notebook.ts";
import { runInFrame, takePort } from "./port.ts";

const CELLS = ["import marimo as mo", "f\"{'ran'} once\"", "kept = 41 + 1"];
const REBUILT = /started again/;

test("ways to leave the frame: each is noticed, nobody is reached, the text stays", async ({
  page,
  listener,
  site,
}) => {
  const notebook = await openCells(page, CELLS);
  await expect(notebook.frame.getByText("'ran once'", { exact: true })).toBeVisible();

  const first = [`location.href = "${listener.url}/left"`, `location.href = "${site.url}left"`];
  const second = ["location.reload()", "document.open(); document.write('gone'); document.close()"];
  for (const way of [...first, second[0]]) {
    await leave(notebook, way ?? "");
    await expectRebuilt(notebook);
  }
  // The fourth within a minute: not built again before somebody asks for it.
  await leave(notebook, second[1] ?? "");
  const again = page.getByRole("button", { name: "Start again" });
  await expect(again).toBeVisible();
  await again.click();
  await expect(notebook.cell("kept = 41 + 1")).toBeVisible();

  const third = [
    'location.href = URL.createObjectURL(new Blob(["<p>gone"], { type: "text/html" }))',
    'location.href = "about:blank"',
    `const meta = document.createElement("meta"); meta.httpEquiv = "refresh"; meta.content = "0;url=${listener.url}/refreshed"; document.head.append(meta)`,
  ];
  for (const way of third) {
    await leave(notebook, way);
    await expectRebuilt(notebook);
  }
  expect(listener.heard).toEqual([]);
  expect(site.asked.filter((path) => path.includes("left"))).toEqual([]);
});

test("a notebook whose output navigates the frame away can still be read, and does not run again", async ({
  page,
  listener,
}) => {
  await page.goto("#/");
  const leaving = scriptCell(`location.href = "${listener.url}/output"`);
  const { frame, cell } = await openCells(page, [...CELLS, leaving]);
  await expect(page.getByText(REBUILT)).toBeVisible();
  await expect(cell("location.href")).toBeVisible();
  await expect(page.getByText("ready", { exact: true })).toBeVisible({ timeout: 40_000 });
  await expect(frame.locator('[data-cell-id][data-status="stale"]')).toHaveCount(CELLS.length + 1);
  await expect(frame.getByText("'ran once'", { exact: true })).toHaveCount(0);
  expect(listener.heard).toEqual([]);
});

test("a frame that no longer answers is replaced", async ({ page }) => {
  await takePort(page);
  await page.goto("#/c/demo/first-steps");
  const notebook = notebookOf(page);
  await expect(notebook.cell("guests = 4")).toBeVisible();
  await runInFrame(page, "takenPort.close()");
  await expect(page.getByText(REBUILT)).toBeVisible({ timeout: 30_000 });
  await expect(notebook.cell("guests = 4")).toBeVisible();
});

/** After the script itself is done, so that it can be waited for. */
function leave({ page }: OpenNotebook, code: string): Promise<void> {
  return runInFrame(page, `setTimeout(() => { ${code} })`);
}

async function expectRebuilt(notebook: OpenNotebook): Promise<void> {
  await expectNotice(notebook.page);
  await expect(notebook.cell("kept = 41 + 1")).toBeVisible();
}

async function expectNotice(page: Page): Promise<void> {
  const notice = page.getByText(REBUILT);
  await expect(notice).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).first().click();
  await expect(notice).toBeHidden();
}

/** Stop works whatever the code does, and afterwards nothing re-runs by itself (design/runtime.md 6). */
import { expect, test } from "@playwright/test";
import { drop } from "./support/drop.ts";
import { openCells, rewriteCell } from "./support/notebook.ts";

const ENDLESS = {
  "an endless loop": "k = 7\nwhile True:\n    pass",
  "a very long sleep": "import time\nk = 7\ntime.sleep(1e6)",
  "an endless await": "import asyncio\nk = 7\nawait asyncio.sleep(1e6)",
  "a flood of prints": "k = 7\nwhile True:\n    print('flood' * 20)",
  "growing memory":
    "k = 7\n_hold = []\nwhile True:\n    _hold.append(bytearray(1_000_000))\n    if len(_hold) > 300: _hold.clear()",
  "code that swallows every exception":
    "k = 7\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass",
};

const CELLS = [
  "import marimo as mo",
  'slider = mo.ui.slider(1, 10, value=3, label="Height")\nslider',
  'mo.md(f"height {slider.value}")',
  "k = 1",
  'mo.md(f"k is {k}")',
];

for (const [name, code] of Object.entries(ENDLESS)) {
  test(`Stop ends ${name}; outputs and slider stay, and the notebook goes on when asked`, async ({
    page,
  }) => {
    const { frame, cell } = await openCells(page, CELLS);
    const slider = frame.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(frame.getByText("height 5")).toBeVisible();

    await rewriteCell(page, cell("k = 1"), code);
    const looping = cell(code.split("\n").at(-1) ?? "");
    await expect(looping).toHaveAttribute("data-status", "running");
    await page.getByRole("button", { name: "Stop" }).click();

    await expect(looping).toHaveAttribute("data-status", "stopped");
    await expect(frame.getByText("height 5")).toBeVisible();
    await expect(slider).toHaveAttribute("aria-valuenow", "5");
    await expect(frame.getByText("k is 1")).toBeVisible();
    await expect(cell('mo.md(f"k is {k}")')).toHaveAttribute("data-status", "stale");
    await expect(page.getByText("ready", { exact: true })).toBeVisible();
    await expect(looping).toHaveAttribute("data-status", "stopped");

    await rewriteCell(page, looping, "k = 100");
    await expect(frame.getByText("k is 100")).toBeVisible();
    await expect(frame.getByText("height 5")).toBeVisible();
    await expect(page.getByRole("button", { name: "Stop" })).toBeDisabled();
  });
}

test("what the student put beside the notebook is there after Stop; what code wrote is gone and not listed", async ({
  page,
}) => {
  const list = 'import os\nsorted(name for name in os.listdir() if name != "own.py")';
  const { frame, cell } = await openCells(page, [list, 'open("made.txt", "w").write("1")', "k = 1"]);
  await drop(page.locator("header"), { "mine.csv": "a,b\n" });
  await expect(page.getByText("mine.csv is in the notebook's folder")).toBeVisible();
  const files = page.getByRole("region", { name: "Files" });
  await expect(files).toContainText("mine.csv");
  await expect(files).toContainText("made.txt");

  await rewriteCell(page, cell("k = 1"), "while True:\n    pass");
  await expect(cell("while True")).toHaveAttribute("data-status", "running");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(files).toContainText("mine.csv");
  await expect(files).not.toContainText("made.txt");
  await rewriteCell(page, cell("while True"), "k = 2");
  await expect(frame.getByText("mine.csv")).toBeVisible();
});

/** The same product in Firefox: it boots, runs, takes an edit, stops, reloads, and a hostile notebook gets nothing. */
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test as base } from "../hostile/fixtures.ts";
import { hostileCells, successes } from "../hostile/hostile-notebook.ts";
import { notebookOfCells } from "../support/notebook.ts";
import { type Firefox, startFirefox } from "./firefox.ts";

const test = base.extend<{ firefox: Firefox }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from the pattern.
  async firefox({}, use) {
    const firefox = await startFirefox();
    await use(firefox);
    await firefox.close();
  },
});

const hasText = (text: string) => `return document.body.textContent.includes(${JSON.stringify(text)})`;
const press = (name: string) =>
  `const button = [...document.querySelectorAll("button")].find((one) => (one.getAttribute("aria-label") ?? one.textContent).trim() === ${JSON.stringify(name)});
   if (!button || button.disabled) return false;
   button.click();
   return true;`;
/** Replaces a cell's code by keys, as far as a script can: selects all, inserts, and runs the cell. */
const typeInto = (old: string, code: string) =>
  `const cell = [...document.querySelectorAll("[data-cell-id]")].find((one) => one.textContent.includes(${JSON.stringify(old)}));
   const editor = cell?.querySelector(".cm-content, textarea");
   if (!editor) { cell?.querySelector("[role=textbox]")?.click(); return false; }
   editor.focus();
   document.execCommand("selectAll");
   document.execCommand("insertText", false, ${JSON.stringify(code)});
   editor.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
   return true;`;
const statuses =
  'return [...document.querySelectorAll("[data-cell-id]")].map((cell) => cell.dataset.status).join()';

/** Opens a notebook of these cells by the file button. */
async function openCells(firefox: Firefox, url: string, cells: readonly string[]): Promise<void> {
  const file = join(tmpdir(), `atelier-${process.pid}-own.py`);
  await writeFile(file, notebookOfCells(cells));
  await firefox.open(url);
  await firefox.until("page", "a file button", 'return document.querySelector("input[type=file]") !== null');
  await firefox.chooseFile(file);
  await firefox.until("frame", "the cells", 'return document.querySelector("[data-cell-id]") !== null');
  await rm(file);
}

test("Firefox boots, runs, takes an edit, stops and reloads", async ({ firefox, site }) => {
  await openCells(firefox, site.url, ["k = 6 * 7\nk", "while k == 8: pass", 'f"k is {k}"']);
  await firefox.until("frame", "the output", hasText("k is 42"), 60);

  await firefox.until("frame", "an editor", typeInto("k = 6 * 7", "k = 8"));
  await firefox.until("frame", "the endless loop", `${statuses}.includes("running")`);
  await firefox.until("page", "the Stop button", press("Stop"));
  await firefox.until("frame", "the loop's end", `${statuses}.includes("stopped")`, 5);
  await firefox.until("frame", "the old output", hasText("k is 42"));

  await firefox.reload();
  await firefox.until("frame", "the edited cell", hasText("k = 8"));
});

test("a hostile notebook in Firefox reads nothing and reaches nobody", async ({
  firefox,
  listener,
  site,
}) => {
  await firefox.open(site.url);
  await firefox.until(
    "page",
    "secrets to look for",
    'localStorage.setItem("token", "secret"); document.cookie = "token=secret"; return true',
  );
  await openCells(firefox, site.url, hostileCells(listener, site.url));
  for (const realm of ["python", "frame"]) {
    const text = `return document.querySelector("#outcomes-of-${realm}")?.textContent ?? null`;
    const outcomes = JSON.parse(String(await firefox.until("frame", `outcomes of ${realm}`, text, 60)));
    expect(Object.keys(outcomes).length).toBeGreaterThan(30);
    expect(successes(outcomes)).toEqual([]);
  }
  expect(await firefox.until("frame", "no mark", "return String(globalThis.fromMarkup)")).toBe("undefined");
  // Firefox gives such a navigation up, and the frame stays as it is; a reload it cannot refuse.
  for (const way of [`href = "${listener.url}/left"`, `href = "${site.url}stolen-left"`, "reload()"]) {
    await firefox.until("frame", "leaving", `setTimeout(() => { location.${way} }); return true`);
  }
  await firefox.until("page", "word of the lost frame", hasText("was started again"));
  await firefox.until("frame", "the text", hasText("kept = 41 + 1"));
  expect(listener.heard).toEqual([]);
  expect(site.asked.filter((path) => /stolen|sw\.js/.test(path))).toEqual([]);
});

/**
 * What we are measured against, made from registry packages alone: marimo's own islands with its own worker, and a
 * page that only starts Pyodide. Both get every byte from the same local server as our app.
 */
import { spawnSync } from "node:child_process";
import { copyFile, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeLock, ownPackages } from "../scripts/runtime/lock.ts";
import { getWheels } from "../scripts/runtime/wheels.ts";

/** The Pyodide that islands 0.23.15 has built in: another one refuses to start under its loader. */
const STOCK_PYODIDE = "314.0.0";
/** Appears on the page when the output is there, and in no source. */
export const SHOWN = "the sum is 42";

export const NOTEBOOK_CELLS = ["import marimo as mo", 'mo.md(f"the sum is {40 + 2}")'];

/** Writes both pages below `folder`. */
export async function writeRivals(root: string, folder: string): Promise<void> {
  const stock = join(folder, "stock");
  await mkdir(stock, { recursive: true });
  await cp(join(root, "node_modules/@marimo-team/islands/dist"), stock, { recursive: true });
  await localWorker(stock);
  await pyodideOfStock(folder, stock);
  await writeFile(join(stock, "index.html"), stockPage());
  await writeBare(root, join(folder, "bare"));
}

/** islands' worker fetches Python from two hosts: here both are this server. */
async function localWorker(stock: string): Promise<void> {
  for (const name of await readdir(join(stock, "assets"))) {
    if (!name.endsWith(".js")) continue;
    const path = join(stock, "assets", name);
    const text = await readFile(path, "utf8");
    const local = text
      .replaceAll("https://cdn.jsdelivr.net/pyodide/", "/stock/cdn/")
      .replaceAll("https://wasm.marimo.app/pyodide-lock.json", "/stock/pyodide-lock.json");
    if (local !== text) await writeFile(path, withOrigin(local));
  }
}

/** A worker from a blob has no base for a relative address. */
function withOrigin(text: string): string {
  return text.replaceAll("`/stock/", `\`\${self.location.origin}/stock/`);
}

async function pyodideOfStock(folder: string, stock: string): Promise<void> {
  const cdn = join(stock, "cdn", `v${STOCK_PYODIDE}`, "full");
  await mkdir(cdn, { recursive: true });
  const unpacked = join(folder, "pyodide-stock");
  await mkdir(unpacked, { recursive: true });
  const install = ["install", "--no-audit", "--no-fund", "--prefix", unpacked, `pyodide@${STOCK_PYODIDE}`];
  const { status, stderr } = spawnSync("npm", install, { encoding: "utf8" });
  if (status !== 0) throw new Error(`npm could not fetch pyodide ${STOCK_PYODIDE}: ${stderr}`);
  const from = join(unpacked, "node_modules/pyodide");
  for (const name of ["pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]) {
    await copyFile(join(from, name), join(cdn, name));
  }
  const wheels = await getWheels(() => undefined);
  for (const { fileName, bytes } of wheels) await writeFile(join(cdn, fileName), bytes);
  const { lock } = makeLock(await readFile(join(from, "pyodide-lock.json"), "utf8"), ownPackages(wheels));
  await writeFile(join(stock, "pyodide-lock.json"), withDependencies(lock));
}

/** islands asks for marimo-base and trusts the lock file to know what that needs. */
function withDependencies(text: string): string {
  const lock = JSON.parse(text);
  lock.packages["marimo-base"].depends = [
    "docutils",
    "jedi",
    "parso",
    "pygments",
    "pyodide-http",
    "pyyaml",
    "tomlkit",
  ];
  return JSON.stringify(lock);
}

function stockPage(): string {
  const island = (code: string) =>
    '<marimo-island data-app-id="main" data-reactive="true"><marimo-cell-output><span></span></marimo-cell-output>' +
    `<marimo-cell-code hidden>${encodeURIComponent(code)}</marimo-cell-code></marimo-island>`;
  return `<!doctype html><meta charset="utf-8"><title>stock</title><link rel="stylesheet" href="style.css">
<script type="module" src="main.js"></script><body>${NOTEBOOK_CELLS.map(island).join("")}`;
}

async function writeBare(root: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of [
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
  ]) {
    await copyFile(join(root, "node_modules/pyodide", name), join(folder, name));
  }
  await writeFile(
    join(folder, "worker.mjs"),
    `import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide({ indexURL: new URL(".", import.meta.url).href });
postMessage("the sum is " + (40 + python.runPython("1+1")));`,
  );
  await writeFile(
    join(folder, "index.html"),
    `<!doctype html><meta charset="utf-8"><title>bare</title><body><script type="module">
const worker = new Worker("worker.mjs", { type: "module" });
worker.onmessage = ({ data }) => { document.body.textContent = data; };
</script>`,
  );
}

/** The hostile notebook of design/security.md, row 1, and what it says became of its attempts. */
import { readFileSync } from "node:fs";
import type { FrameLocator } from "@playwright/test";
import type { Listener } from "./listener.ts";

/** What each attempt came to: "refused: …", "tried", or "got: …", which must never be. */
export type Outcomes = Readonly<Record<string, string>>;

/** Cells that try everything from Python, from a worker, from a script in the frame, and by markup. */
export function hostileCells(listener: Listener, own: string): readonly string[] {
  const read = (name: string): string =>
    readFileSync(new URL(`../../fixtures/hostile/${name}`, import.meta.url), "utf8")
      .replaceAll("__ATTACKER__", listener.url)
      .replaceAll("__OWN__", own)
      .replaceAll("__UDP_PORT__", String(listener.udpPort));
  const attempts = read("attempts.js");
  return [
    "import marimo as mo",
    read("python.py").replace("WORKER_SCRIPT", pythonText(attempts + read("worker.js"))),
    scriptCell(attempts + read("frame.js")),
    `mo.Html(${pythonText(read("markup.html"))})`,
    "kept = 41 + 1\nkept",
  ];
}

/** A cell whose output is a script of the frame: a blob is what the policy lets through. */
export function scriptCell(script: string): string {
  return [
    "import js as _js",
    "from pyodide.ffi import to_js as _to_js",
    `_blob = _js.Blob.new(_to_js([${pythonText(script)}]), type="text/javascript")`,
    "mo.Html(f'<script src=\"{_js.URL.createObjectURL(_blob)}\"></script>')",
  ].join("\n");
}

/** JSON's strings are Python's too. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}

/** What an element of the frame lists, once it is there. */
export async function outcomesIn(frame: FrameLocator, selector: string): Promise<Outcomes> {
  const text = await frame.locator(selector).textContent({ timeout: 40_000 });
  return JSON.parse(text ?? "{}");
}

/** Attempts that worked. */
export function successes(outcomes: Outcomes): string[] {
  return Object.entries(outcomes)
    .filter(([, outcome]) => !/^(refused|tried)/.test(outcome))
    .map(([name, outcome]) => `${name}: ${outcome}`);
}

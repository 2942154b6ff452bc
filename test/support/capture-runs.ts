/** Writes `test/fixtures/runs/*.json`: what real marimo says when it validates a notebook. Run it after an update. */
import { readFileSync, writeFileSync } from "node:fs";
import { validateInNode } from "./validate-in-node.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const files = { "tide.csv": read("public/demo/assignment/files/tide.csv") };

const notebooks = [
  ["gallery", "test/fixtures/runs/gallery.py"],
  ["assignment-solved", "test/fixtures/notebooks/assignment-solved.py"],
  ["lecture", "public/demo/lecture.py"],
] as const;

async function capture(name: string, path: string): Promise<void> {
  const source = read(path);
  const told = await validateInNode(source, { filename: `${name}.py`, files });
  const kinds = new Set(["run", "cell", "check", "output"]);
  const messages = told.filter(({ kind }) => kinds.has(kind));
  const lines = messages.map((message) => JSON.stringify(message));
  const text = `{"source":${JSON.stringify(source)},"messages":[\n${lines.join(",\n")}\n]}\n`;
  writeFileSync(new URL(`../fixtures/runs/${name}.json`, import.meta.url), text);
}

async function captureAll(): Promise<void> {
  for (const [name, path] of notebooks) await capture(name, path);
}

void captureAll().then(() => process.exit(0));

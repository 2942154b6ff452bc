import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Notebook } from "../../../src/core/notebook/notebook.ts";
import { type ParseOptions, parseNotebook } from "../../../src/core/notebook/parse.ts";

export const FIXTURES = ["every-form", "broken", "assignment", "windows", "markdown"];

export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/notebooks/${name}.py`, import.meta.url), "utf8");
}

/** Cell sources, one below each `# %%` line. */
export function corpus(): { title: string; code: string }[] {
  const parts = fixture("corpus")
    .split(/^# %% ?(.*)\n/m)
    .slice(1);
  return parts
    .map((code, index) => ({ title: parts[index - 1] ?? "", code: code.trimEnd() }))
    .filter((_, index) => index % 2 === 1);
}

export function notebook(source: string | Uint8Array, options?: ParseOptions): Notebook {
  const parsed = parseNotebook(source, options);
  expect(parsed).not.toHaveProperty("failure");
  if ("failure" in parsed) throw new Error(parsed.failure);
  return parsed;
}

/** A notebook of marimo's own layout around some cells. */
export function around(cells: string): string {
  return `import marimo\n\n__generated_with = "0.23.15"\napp = marimo.App()\n\n\n${cells}\n\n\nif __name__ == "__main__":\n    app.run()\n`;
}

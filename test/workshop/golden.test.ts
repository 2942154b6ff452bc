/**
 * Whole folders: `input` and the line in `command.txt` give `output`, byte for byte, with fixed randomness. A missing
 * `output` is written, for its author to read; in CI it is an error.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { countingRandom } from "../core/solutions/fixed-random.ts";
import { goodRoots, runWithValues } from "./support/fake-run.ts";
import { filesBelow, openTerminal } from "./support/terminal.ts";

const fixtures = fileURLToPath(new URL("../fixtures/workshop", import.meta.url));

test.each(readdirSync(fixtures))("%s", async (name) => {
  const fixture = join(fixtures, name);
  const output = join(fixture, "output");
  const terminal = openTerminal({ random: countingRandom(), run: runWithValues({ roots: goodRoots }) });
  terminal.copyIn(join(fixture, "input"));
  const command = readFileSync(join(fixture, "command.txt"), "utf8").trim().split(" ");
  const { code, out, err } = await terminal.run(...command);
  expect(code, err).toBe(0);
  for (const file of filesBelow(join(fixture, "input"))) rmSync(terminal.path(file));
  writeFileSync(terminal.path("terminal.txt"), `${out}\n`);
  if (!existsSync(output) && process.env.CI === undefined)
    cpSync(terminal.folder, output, { recursive: true });
  expect(terminal.files()).toEqual(filesBelow(output));
  for (const file of terminal.files())
    expect(terminal.read(file), file).toBe(readFileSync(join(output, file), "utf8"));
});

/** The demo workshop: solved it passes, handed out it waits, and what the build made of it is what it says. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodeEffects } from "../../workshop/node-effects.ts";
import { readSecrets } from "../../workshop/private.ts";
import { readSources } from "../../workshop/source.ts";
import { requirePassed, requireWaiting, runSolved } from "../../workshop/validate.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const demo = join(repository, "scripts/demo-workshop");
const effects = { ...nodeEffects(new AbortController().signal), cwd: demo, tell: () => {} };

test.each(["shifted", "noise"])("%s passes when it is solved, and waits as it is handed out", async (id) => {
  const [source] = await readSources([`source/${id}.py`], { unlock: undefined, anyKind: false }, effects);
  if (source === undefined) return expect.fail("no notebook");
  requirePassed(source, await runSolved(source, 120, effects));
  expect(await requireWaiting(source, 120, effects)).toEqual([]);
});

test("the words that the board shows, and those of the message, are the words of the locks", async () => {
  const noise = await readSecrets(join(demo, "private/noise"), demo);
  if (noise === undefined || noise === "half") return expect.fail("no words");
  const text = await readFile(join(demo, "source/noise.py"), "utf8");
  const board = /A board with the words: ([a-z ]+)/.exec(text)?.[1];
  expect(board).toBe(noise.words.session);
  const guide = await readFile(join(demo, "README.md"), "utf8");
  expect(guide).toContain(`\`${noise.words.session}\``);
  expect(guide).toContain(`\`${noise.words.phrases.Q3}\``);
});

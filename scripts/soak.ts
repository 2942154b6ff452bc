/**
 * `npm run soak`: kills the page 200 times while somebody types, and writes to `docs/soak.json` how much was lost.
 * `npm run soak -- 50` makes it 50 times.
 */
import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const log = join(root, ".cache", "test", "kills.jsonl");

const lossSchema = v.object({ seed: v.number(), ending: v.string(), typed: v.number(), lost: v.number() });
type Loss = v.InferOutput<typeof lossSchema>;

function runSpec(runs: number, seed: number): Promise<boolean> {
  return new Promise((settle, fail) => {
    const child = spawn(
      join(root, "node_modules", ".bin", "playwright"),
      ["test", "test/e2e/keeping-kill.spec.ts", "--workers=1"],
      {
        cwd: root,
        stdio: "inherit",
        shell: process.platform === "win32",
        env: {
          ...process.env,
          ATELIER_KILLS: String(runs),
          ATELIER_SEED: String(seed),
          ATELIER_KILL_LOG: log,
        },
      },
    );
    child.on("error", fail);
    child.on("close", (code) => settle(code === 0));
  });
}

async function readLosses(): Promise<Loss[]> {
  const text = await readFile(log, "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => v.parse(v.pipe(v.string(), v.parseJson(), lossSchema), line));
}

/** Of each ending how often, and the most and the middle of what was lost, in milliseconds of typing. */
function summarize(losses: readonly Loss[]) {
  const endings = [...new Set(losses.map(({ ending }) => ending))];
  return endings.map((ending) => {
    const lost = losses
      .filter((loss) => loss.ending === ending)
      .map((loss) => Math.round(loss.lost))
      .sort((left, right) => left - right);
    return { ending, runs: lost.length, median: lost[Math.floor(lost.length / 2)], most: lost.at(-1) };
  });
}

const runs = Number(process.argv[2] ?? 200);
const seed = Date.now() % 1_000_000;
await mkdir(dirname(log), { recursive: true });
await rm(log, { force: true });
const passed = await runSpec(runs, seed);
const losses = await readLosses();
if (losses.length === 0) throw new Error("Nothing was run: see above.");
const summary = {
  date: new Date().toISOString(),
  processors: cpus().map(({ model }) => model),
  seed,
  passed,
  runs: losses.length,
  lostMilliseconds: summarize(losses),
};
await writeFile(join(root, "docs", "soak.json"), `${JSON.stringify(summary, null, 2)}\n`);
console.table(summary.lostMilliseconds);
process.exitCode = passed ? 0 : 1;

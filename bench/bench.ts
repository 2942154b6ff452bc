/**
 * `npm run bench`: the figures of docs/performance.md, each against its alternative where there is one, in turns.
 * Everything that is compared is made here from registry packages. Writes bench/last-run.json.
 */
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { build as bundle } from "vite";
import { serve } from "../scripts/serve.ts";
import { launchChromium } from "../test/support/browser.ts";
import { editToOutput, stopToReady, validateTime } from "./actions-figures.ts";
import { firstOutput, interleaved, longestBlocks } from "./browser-figures.ts";
import { courseFigures } from "./course-figures.ts";
import { offlineDashboard } from "./dashboard-figures.ts";
import { type Asked, firstVisitBytes, shellScripts } from "./first-visit.ts";
import { liveFigures } from "./live-figures.ts";
import { prepareSite, root } from "./site.ts";
import { solutionFigures } from "./solution-figures.ts";

const ROUNDS = Number(process.env.ROUNDS ?? 7);

interface Figure {
  readonly name: string;
  readonly target: string;
  readonly medians: Readonly<Record<string, number>>;
  readonly all: Readonly<Record<string, readonly number[]>>;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function figure(name: string, target: string, all: Readonly<Record<string, readonly number[]>>): Figure {
  const medians = Object.fromEntries(Object.entries(all).map(([key, values]) => [key, median(values)]));
  const shown = Object.entries(medians).map(([key, value]) => `${key} ${Math.round(value)}`);
  process.stdout.write(`${name}: ${shown.join(", ")} (target: ${target})\n`);
  return { name, target, medians, all };
}

async function browserFigures(folder: string): Promise<Figure[]> {
  const asked: Asked[] = [];
  const site = await serve({
    folder,
    onRequest: ({ url }) =>
      asked.push({ path: new URL(url ?? "/", "http://bench").pathname, at: Date.now() }),
  });
  const browser = await launchChromium();
  const app = `${site.url}app/`;
  const visits = [
    { name: "atelier", url: `${app}#/c/bench/sum` },
    { name: "stock islands", url: `${site.url}stock/` },
    { name: "bare Pyodide", url: `${site.url}bare/` },
  ];
  const warm = Object.fromEntries(await interleaved(browser, visits, ROUNDS, true));
  const cold = Object.fromEntries(await interleaved(browser, visits, Math.min(ROUNDS, 5), false));

  asked.length = 0;
  const context = await browser.newContext();
  const { shown } = await firstOutput(context, `${app}#/c/bench/sum`);
  await context.close();
  const bytes = await firstVisitBytes(folder, asked, shown);
  const scripts = await shellScripts(folder, asked);
  const opening = await solutionFigures(browser, { folder: join(folder, "app"), url: app }, ROUNDS);
  const figures = [
    figure("a released solution: its key arrives to it shows, ms", "30", { atelier: opening.released }),
    figure("dashboard of 200 assignments, offline: navigation to a press that is answered, ms", "1,000", {
      atelier: await offlineDashboard(browser, join(folder, "app"), ROUNDS),
    }),
    figure("a session's words: typed to the solution shows, ms", "200–1,500, off the main thread", {
      atelier: opening.words,
      "longest block of the page": opening.blocked,
    }),
    figure("warm: navigation to first output, ms", "5 × faster than stock, not slower than bare", warm),
    figure("cold: navigation to first output, ms", "3 × faster than stock", cold),
    figure("bytes of a first visit, KB, compressed", "20,000 until the output", bytes),
    figure("shell scripts before the editor, KB, compressed", "60", { atelier: [scripts] }),
    figure("Stop to ready, ms", "1,000", { atelier: await stopToReady(browser, app, ROUNDS) }),
    figure("Validate, ms", "1,000 over the notebook's own run", {
      atelier: await validateTime(browser, app, Math.min(ROUNDS, 5)),
    }),
    figure("edit to dependant's output, ms", "50 over marimo's own time", {
      ...(await editToOutput(browser, app, ROUNDS)),
    }),
    figure("longest block of the shell while Python boots, ms", "100 (250 at 4 × CPU throttling)", {
      "full speed": await longestBlocks(browser, visits[0]?.url ?? app, 1),
      "4 × throttled": await longestBlocks(browser, visits[0]?.url ?? app, 4),
    }),
  ];
  await browser.close();
  await site.close();
  return figures;
}

/** Process start to the end of the first run under Node, in a bundled script as the command line ships it. */
async function nodeFigure(folder: string): Promise<Figure> {
  const outDir = join(root, ".cache/bench/node");
  const entry = join(root, "bench/node-run.ts");
  await bundle({
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    build: { ssr: entry, outDir },
  });
  const file = join(outDir, "node-run.js");
  const times = Array.from({ length: ROUNDS }, () => {
    const { stdout, stderr } = spawnSync("node", [file, join(folder, "app/runtime")], { encoding: "utf8" });
    if (!/^\d+$/.test(stdout.trim())) throw new Error(`the run under Node failed: ${stderr}`);
    return Number(stdout);
  });
  return figure("Node: process start to end of first run, ms", "1,000", { atelier: times });
}

async function workshopFigures(): Promise<Figure[]> {
  const { seal, release, nothingNew, memory, heard } = await liveFigures(ROUNDS);
  return [
    figure("workshop encrypt: the process with 100 exercises, ms", "1,000 for sealing them", {
      atelier: seal,
    }),
    figure("workshop serve: release to solution, p95 of 200 attendees, ms", "500", { atelier: release }),
    figure("workshop serve: a question for keys that finds nothing new, bytes", "400", {
      atelier: [nothingNew],
    }),
    figure("workshop serve: 500 attendees, MB resident", "150", { atelier: [memory] }),
    figure("workshop serve: of 500 attendees, told of a release", "500", { atelier: [heard] }),
  ];
}

async function courseServerFigures(): Promise<Figure[]> {
  const { crowd, turnedAway, killed, memory } = await courseFigures(ROUNDS);
  return [
    figure(
      "workshop serve-course: 100 students at once with 100 KB each, ms",
      "3,000, and 5 × faster than mograder",
      {
        ...crowd,
      },
    ),
    figure("workshop serve-course: of these, turned away at the first try", "0", { ...turnedAway }),
    figure("workshop serve-course: of 500 in five kills, missing, broken or twice", "0", {
      atelier: [killed],
    }),
    figure("workshop serve-course: 100 clients that send 5 MB slowly, MB resident", "200", {
      atelier: [memory],
    }),
  ];
}

const folder = await prepareSite();
const figures = [
  ...(await workshopFigures()),
  ...(await courseServerFigures()),
  await nodeFigure(folder),
  ...(await browserFigures(folder)),
];
const machine = {
  cpus: `${cpus().length} × ${cpus()[0]?.model ?? "?"}`,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  kernel: release(),
  node: process.version,
};
await writeFile(
  join(root, "bench/last-run.json"),
  `${JSON.stringify({ date: new Date().toISOString(), machine, figures }, undefined, 2)}\n`,
);

/** All tests as stages, one after the other, and the sum of what passed and failed as the last line. */
import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { build } from "./build.ts";
import { installChromium } from "./install-chromium.ts";
import { installFirefox } from "./install-firefox.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, ".cache", "test");

interface Count {
  passed: number;
  failed: number;
}

/** Runs a program of the installed packages with its output shown; resolves to whether it ended well. */
function succeeds(program: string, ...parameters: string[]): Promise<boolean> {
  return new Promise((settle, fail) => {
    const child = spawn(join(root, "node_modules", ".bin", program), parameters, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    child.on("error", fail);
    child.on("close", (code) => settle(code === 0));
  });
}

const once = async (work: Promise<boolean>): Promise<Count> =>
  (await work) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

const unitReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
});

const browserReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number() }),
});

async function readReport<T>(file: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : v.parse(v.pipe(v.string(), v.parseJson(), schema), text);
}

/** A run that ended badly failed somewhere, also where its report does not say so. */
const heldAgainst = (ended: boolean, { passed, failed }: Count): Count => ({
  passed,
  failed: ended ? failed : Math.max(failed, 1),
});

async function runUnit(): Promise<Count> {
  const file = join(reports, "unit.json");
  await rm(file, { force: true });
  const output = `--outputFile.json=${file}`;
  const ended = await succeeds("vitest", "run", "--reporter=default", "--reporter=json", output);
  const report = await readReport(file, unitReport);
  if (report === undefined) return { passed: 0, failed: 1 };
  // A file that could not be loaded has no tests that could have failed.
  const broken = report.testResults.filter(
    (one) => one.status === "failed" && one.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + broken.length;
  return heldAgainst(ended, { passed: report.numPassedTests, failed });
}

async function runBrowser(): Promise<Count> {
  const file = join(reports, "browser.json");
  await rm(file, { force: true });
  await installChromium();
  await installFirefox();
  const ended = await succeeds("playwright", "test");
  const report = await readReport(file, browserReport);
  if (report === undefined) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  if (flaky > 0) console.error(`${flaky} browser tests passed only when tried again.`);
  return heldAgainst(ended, { passed: expected + flaky, failed: unexpected });
}

async function builds(): Promise<boolean> {
  try {
    await build();
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** Without a build there is no page to test. */
const unreachable = async (): Promise<Count> => {
  console.error("The browser tests need the build, which failed.");
  return { passed: 0, failed: 1 };
};

const stages: Record<string, () => Promise<Count>> = {
  types: () => once(succeeds("tsc", "-b")),
  lint: () => once(succeeds("biome", "check", "--error-on-warnings", "--max-diagnostics=200", ".")),
  rooms: () => once(succeeds("tsx", "scripts/check-rooms.ts")),
  build: () => once(builds()),
  unit: runUnit,
  browser: runBrowser,
};

export const stageNames = Object.keys(stages);

/** Runs the named stages and prints `N passed, N failed` as its last line; true when nothing failed. */
export async function runTests(names: readonly string[]): Promise<boolean> {
  await mkdir(reports, { recursive: true });
  const total: Count = { passed: 0, failed: 0 };
  const summary: string[] = [];
  let broken = false;
  for (const [name, stage] of Object.entries(stages)) {
    if (!names.includes(name)) continue;
    process.stdout.write(`\n── ${name}\n`);
    const begun = performance.now();
    const { passed, failed } = await (broken && name === "browser" ? unreachable : stage)();
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    total.passed += passed;
    total.failed += failed;
    if (name === "build") broken = failed > 0;
    summary.push(`${name.padEnd(8)} ${passed} passed, ${failed} failed, ${seconds} s`);
  }
  process.stdout.write(`\n── summary\n${summary.join("\n")}\n\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0;
}

/**
 * The page goes away at random moments while somebody types: at most one second of typing is lost, and the draft is
 * whole. `npm run soak` sets the number of runs and the seed they begin with.
 */
import { appendFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { type Ending, endings, type Loss, typeAndEnd } from "./support/kill.ts";
import { startChromium, withProfile } from "./support/own-chromium.ts";

const RUNS = Number(process.env.ATELIER_KILLS ?? 20);
const SEED = Number(process.env.ATELIER_SEED ?? 20_261_121);
/** A file that gets one line of JSON for each run. */
const LOG = process.env.ATELIER_KILL_LOG;
const MOST_LOST = 1_000;

for (const [place, ending] of endings.entries()) {
  const runs = Math.ceil(RUNS / endings.length);
  test(`typing until the end by "${ending}", ${runs} times`, async ({ baseURL }) => {
    test.setTimeout(60_000 + runs * 60_000);
    const losses = await runAll(baseURL ?? "", ending, runs, SEED + place * 10_000);
    expect(losses.filter(({ lost }) => lost > MOST_LOST)).toEqual([]);
    // Something was typed and something was kept, or nothing was tested.
    expect(losses.every(({ typed }) => typed > 0)).toBe(true);
  });
}

async function runAll(site: string, ending: Ending, runs: number, firstSeed: number): Promise<Loss[]> {
  const losses: Loss[] = [];
  await withProfile(async (profile) => {
    let browser = await startChromium(profile);
    try {
      for (let run = 0; run < runs; run++) {
        const done = await typeAndEnd(browser, profile, site, { seed: firstSeed + run, ending });
        browser = done.browser;
        losses.push(done.loss);
        if (LOG !== undefined) await appendFile(LOG, `${JSON.stringify(done.loss)}\n`);
      }
    } finally {
      await browser.kill();
    }
  });
  return losses;
}

/** The vectors of locked solutions in real Chromium: with Web Crypto, and on plain HTTP, where there is none. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import type { Vectors } from "../core/solutions/page-suites.ts";
import { bundleModule } from "../support/bundle-module.ts";

const entry = fileURLToPath(new URL("../core/solutions/page-suites.ts", import.meta.url));
const global = "AtelierVectors";

async function readVectors(name: keyof Vectors): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../vectors/solutions/${name}.json`, import.meta.url), "utf8"));
}

for (const [address, implementation] of [
  ["https://workshop.test/", "web"],
  ["http://workshop.test/", "noble"],
] as const) {
  test(`${address}: every vector holds by ${implementation}`, async ({ page }) => {
    const vectors: Vectors = {
      crypto: await readVectors("crypto"),
      canonical: await readVectors("canonical"),
      sealed: await readVectors("sealed"),
    };
    await page.route(address, (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html>" }),
    );
    await page.goto(address);
    await page.addScriptTag({ content: await bundleModule(entry, global) });
    const run = (given: Vectors) =>
      page.evaluate(({ name, given }) => Reflect.get(globalThis, name).runVectors(given), {
        name: global,
        given,
      });
    expect(await run(vectors)).toBe(implementation);
    await expect(run({ ...vectors, crypto: { ...Object(vectors.crypto), sha256: wrong } })).rejects.toThrow(
      "expected",
    );
  });
}

/** That a vector which does not hold is noticed there. */
const wrong = [{ text: "abc", hash: "00" }];

/** One visit, and from then on no network is needed (issue 4, sections 2 and 4). */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "../sw/host-test.ts";
import { readCaches, waitForCopy, waitForRun, waitForWorker } from "../sw/visit.ts";
import { notebookOf, rewriteCell } from "./support/notebook.ts";

test.setTimeout(240_000);

test("after one visit by a deep link a whole session works without a network", async ({ page, host }) => {
  await page.goto(`${host.url}#/c/demo/first-steps`);
  await waitForRun(page);
  await waitForCopy(page);
  await host.stop();
  await page.context().setOffline(true);

  await page.reload();
  await waitForRun(page);
  const { frame, cell } = notebookOf(page);
  await rewriteCell(page, cell("guests = 4"), "guests = 10");
  await expect(frame.getByText("Pancakes for 10")).toBeVisible();
  await expect(page.getByText("offline copy ✓")).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain("guests = 10");

  // Never opened before: the copy is of the whole course.
  await page.goto(`${host.url}#/`);
  await page.getByRole("link", { name: "Waves and sampling" }).click();
  await expect(frame.getByRole("slider").first()).toBeVisible({ timeout: 60_000 });

  await page.getByRole("button", { name: "Validate", exact: true }).click();
  await expect(page.getByText("Validated at")).toBeVisible({ timeout: 60_000 });
});

/** Numbers that look like chance and are the same each time (mulberry32). */
function chance(seed: number): number {
  let mixed = Math.imul(seed + 0x6d2b79f5, 1 | (seed + 0x6d2b79f5));
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** More requests than a first visit makes, so that some cuts come while the worker installs. */
const MOST_REQUESTS = 45;

for (const seed of [4, 5, 7, 8]) {
  const cut = Math.floor(chance(seed) * MOST_REQUESTS);
  test(`the network goes after request ${cut} of the first visit, and comes back`, async ({ page, host }) => {
    let requests = 0;
    host.breakWhen(() => {
      requests += 1;
      return requests > cut;
    });
    await page.goto(`${host.url}#/c/demo/first-steps`).catch(() => undefined);
    await expect.poll(() => requests, { timeout: 30_000 }).toBeGreaterThan(Math.min(cut, 12));
    host.breakWhen(() => false);

    await page.goto("about:blank");
    await page.goto(`${host.url}#/c/demo/first-steps`);
    await waitForRun(page);
    await waitForCopy(page);
    await host.stop();
    await page.reload();
    await waitForRun(page);
  });
}

const SPOILED = {
  "half of it": (bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
  "other bytes": (bytes: Buffer) => Buffer.alloc(bytes.length, " "),
  "a page that says not found": () => Buffer.from("<!doctype html><title>Not found</title>"),
};

for (const [name, spoil] of Object.entries(SPOILED)) {
  test(`a host that serves ${name} makes no copy, and a whole file later does`, async ({ page, host }) => {
    const assets = join(host.folder, "assets");
    const script = (await readdir(assets)).find((file) => file.startsWith("repair-")) ?? "";
    const whole = await readFile(join(assets, script));
    await writeFile(join(assets, script), spoil(whole));

    await page.goto(host.url);
    await expect(page.getByRole("link", { name: "First steps" })).toBeVisible();
    const states = page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register("service-worker.js");
      const worker = registration.installing;
      await new Promise((settle) => worker?.addEventListener("statechange", settle));
      return [worker?.state, registration.active];
    });
    expect(await states).toEqual(["redundant", null]);
    await expect.poll(async () => Object.keys(await readCaches(page)).join()).not.toContain("shell");

    await writeFile(join(assets, script), whole);
    await page.reload();
    await waitForWorker(page);
    await host.stop();
    await page.reload();
    await expect(page.getByRole("link", { name: "First steps" })).toBeVisible();
  });
}

test("Python starts after a host that served spoiled parts of it serves whole ones", async ({
  page,
  host,
}) => {
  const folder = join(host.folder, "runtime");
  const names = (await readdir(folder)).filter((name) => !name.startsWith("manifest"));
  const whole = new Map<string, Buffer>();
  for (const [index, name] of names.entries()) {
    const bytes = await readFile(join(folder, name));
    whole.set(name, bytes);
    const spoil = Object.values(SPOILED)[index % 3] ?? SPOILED["half of it"];
    await writeFile(join(folder, name), spoil(bytes));
  }
  await page.goto(`${host.url}#/c/demo/first-steps`);
  const again = page.getByRole("button", { name: "Start again" });
  await expect(again).toBeVisible({ timeout: 30_000 });
  // The text is there without Python.
  await expect(notebookOf(page).cell("guests = 4")).toBeVisible();

  // The browser may keep what it got for a year: the names say that they never change.
  for (const [name, bytes] of whole) await writeFile(join(folder, name), bytes);
  await again.click();
  await expect(page.getByText("ready", { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Run all" }).click();
  await waitForRun(page);
});

test("what another site of the origin writes into our caches is thrown away", async ({ page, host }) => {
  await page.goto(`${host.url}#/c/demo/first-steps`);
  await waitForRun(page);
  await waitForCopy(page);

  // A page of the same origin below another path: all caches are open to it.
  await page.goto(new URL("/evil/", host.url).href);
  const before = await readCaches(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      if (!/^atelier-(shell|parts)/.test(name)) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const type = request.url.endsWith(".html") ? "text/html" : "text/javascript";
        const evil = "document.documentElement.dataset.evil = '1'; self.evil = 1;";
        await cache.put(
          request.url,
          new Response(type === "text/html" ? `<script>${evil}</script>` : evil, {
            headers: { "content-type": type },
          }),
        );
      }
    }
  });

  await page.goto(`${host.url}#/c/demo/first-steps`);
  await waitForRun(page);
  expect(await page.evaluate(() => document.documentElement.dataset.evil)).toBeUndefined();
  await waitForCopy(page);
  expect(Object.keys(await readCaches(page)).sort()).toEqual(Object.keys(before).sort());
  await host.stop();
  await page.reload();
  await waitForRun(page);
  expect(await page.evaluate(() => document.documentElement.dataset.evil)).toBeUndefined();
});

test("every store carries the path of the site", async ({ page, host }) => {
  await page.goto(host.url);
  await waitForWorker(page);
  const stores = Object.keys(await readCaches(page));
  expect(stores.length).toBeGreaterThan(0);
  for (const name of stores) expect(name).toMatch(/^atelier-[\w-]+ \/a\/b\/$/);
  const databases = await page.evaluate(() => indexedDB.databases());
  for (const { name } of databases) expect(name).toBe("atelier /a/b/");
});

test("released keys come from the network, and from the last copy only without one", async ({
  page,
  host,
}) => {
  const file = join(host.folder, "demo/keys.json");
  const ask = (query: string): Promise<string> =>
    page.evaluate(
      (address) => fetch(address).then((response) => response.text()),
      `${host.url}demo/keys.json?${query}`,
    );
  await page.goto(host.url);
  await waitForWorker(page);

  await writeFile(file, "first");
  expect(await ask("t=1")).toBe("first");
  await writeFile(file, "second");
  expect(await ask("t=1")).toBe("second");
  await host.stop();
  expect(await ask("t=2")).toBe("second");
  await host.start();
  await writeFile(file, "third");
  expect(await ask("t=3")).toBe("third");
});

test("a sign-in page in place of a course file is not taken for the file", async ({ page, host }) => {
  await page.goto(host.url);
  await waitForWorker(page);
  await mkdir(join(host.folder, "demo/folder"));
  await writeFile(join(host.folder, "demo/folder/index.html"), "<title>Sign in</title>");
  const asked = page.evaluate((address) => fetch(address), `${host.url}demo/folder/`);
  await expect(asked).rejects.toThrow("Failed to fetch");
});

test("other pages below the site's path are none of our business", async ({ page, host }) => {
  await page.goto(host.url);
  await waitForWorker(page);
  await mkdir(join(host.folder, "other"));
  await writeFile(join(host.folder, "other/index.html"), "<title>Other</title>");
  await writeFile(join(host.folder, "other/data.json"), "{}");

  await page.goto(`${host.url}other/`);
  expect(await page.title()).toBe("Other");
  expect(await page.evaluate(() => fetch("data.json").then((response) => response.text()))).toBe("{}");
  expect(JSON.stringify(await readCaches(page))).not.toContain("data.json");
});

test("the browser finds it installable", async ({ page, host }) => {
  await page.goto(host.url);
  await waitForWorker(page);
  const browser = await page.context().newCDPSession(page);
  const { errors, url } = await browser.send("Page.getAppManifest");
  expect(url).toBe(`${host.url}app.webmanifest`);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  // A private window, which tests run in, is never offered an installation.
  expect(installabilityErrors.map((error) => error.errorId).filter((id) => id !== "in-incognito")).toEqual(
    [],
  );
});

/** Nothing is sent to anyone but the host that the app came from: a whole session, every request of every realm. */
import { expect, type Page } from "@playwright/test";
import { test } from "./hostile/fixtures.ts";
import { openNotebook, rewriteCell } from "./support/notebook.ts";

/** Addresses without a host are no requests to anybody. */
const NOBODY = ["blob:", "data:", "about:"];

/** Chromium itself asks about forms that it sees, on behalf of no page. */
const OF_THE_BROWSER = ["connect content-autofill.googleapis.com:443"];

test("a whole session asks nobody but the app's own host", async ({ browser, listener, site }) => {
  // Whatever does not go to this machine goes to the proxy, also from workers and the service worker.
  const context = await browser.newContext({
    baseURL: site.url,
    proxy: { server: listener.url, bypass: "127.0.0.1" },
  });
  const asked = new Set<string>();
  context.on("request", (request) => asked.add(request.url()));
  const page = await context.newPage();
  page.on("websocket", (socket) => asked.add(socket.url()));

  await page.goto("#/");
  await expect(page.getByRole("link", { name: /First steps/ }).first()).toBeVisible();
  const { frame, cell } = await openNotebook(page, "#/c/demo/first-steps");
  await rewriteCell(page, cell("guests = 4"), "guests = 10");
  await expect(frame.getByText("Pancakes for 10")).toBeVisible();
  for (const notebook of ["lecture", "assignment"]) await runThrough(page, `#/c/demo/${notebook}`);
  await page.goto("#/settings");

  const allowed = [new URL(site.url).origin];
  expect(originsOf(asked)).toEqual(allowed);
  const elsewhere = listener.heard.filter((line) => line !== "bytes" && !OF_THE_BROWSER.includes(line));
  expect(elsewhere).toEqual([]);

  // The proof that somebody listened.
  await page.evaluate(() => fetch("https://outside.example/").catch(() => undefined));
  expect(listener.heard).toContain("connect outside.example:443");
  await context.close();
});

async function runThrough(page: Page, route: string): Promise<void> {
  await openNotebook(page, route);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
}

function originsOf(urls: Iterable<string>): string[] {
  const real = [...urls].filter((url) => !NOBODY.some((scheme) => url.startsWith(scheme)));
  return [...new Set(real.map((url) => new URL(url).origin))];
}

/** What a person sees, in real Chromium, on the app as `npm start` builds and serves it. */
import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./scripts/chromium.ts";
import { freePort } from "./test/support/site.ts";

// Playwright reads this file again in every worker: they find the port that the first reading chose.
process.env.ATELIER_TEST_PORT ??= String(await freePort());
const port = process.env.ATELIER_TEST_PORT;
const executablePath = findChromium();

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // Two cores may be busy with something else for a while; the runner names what needed a second try.
  retries: process.env.CI ? 2 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: ".cache/test/browser.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    trace: "on-first-retry",
    // It would answer in the place of `page.route`; the specs about it say "allow".
    serviceWorkers: "block",
    launchOptions: {
      args: chromiumFlags,
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
  webServer: {
    command: "node scripts/start.mjs",
    env: { PORT: port },
    url: `http://127.0.0.1:${port}/courses.json`,
    // The first build fetches the Python packages.
    timeout: 15 * 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});

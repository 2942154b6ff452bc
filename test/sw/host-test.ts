/** A browser test with a host of its own below `/a/b/`: not at the root, so that every address that is not relative shows. */
import { test as base } from "@playwright/test";
import { type Host, startHost } from "./host.ts";

export const test = base.extend<{ host: Host }>({
  // The host is there for what the service worker does (playwright.config.ts leaves it out elsewhere).
  serviceWorkers: "allow",
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  host: async ({}, use) => {
    const host = await startHost("/a/b/");
    await use(host);
    await host.remove();
  },
});

/** Tests with an attacker's listener beside the app, whose own host tells what it was asked for. */
import { test as base } from "@playwright/test";
import type { Site } from "../../../scripts/serve.ts";
import { openSite } from "../../support/site.ts";
import { type Listener, startListener } from "./listener.ts";

interface CountedSite extends Site {
  /** Paths that the app's own host was asked for, in order. */
  readonly asked: readonly string[];
}

export const test = base.extend<{ listener: Listener; site: CountedSite }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from the pattern.
  async listener({}, use) {
    const listener = await startListener();
    await use(listener);
    await listener.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  async site({}, use) {
    const asked: string[] = [];
    const site = await openSite({ onRequest: ({ url = "" }) => asked.push(url) });
    await use({ ...site, asked });
    await site.close();
  },
  async baseURL({ site }, use) {
    await use(site.url);
  },
});

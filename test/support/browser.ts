/** A real Chromium for tests that are not Playwright specs (vitest, benches). */
import { type Browser, chromium } from "@playwright/test";
import { chromiumFlags, findChromium } from "../../scripts/chromium.ts";

/** Headless Chromium, as playwright.config.ts starts it. The caller closes it. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    args: chromiumFlags,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}

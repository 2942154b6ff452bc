/** Brings a Chromium onto a machine that has none, where that can be done without asking anybody. */
import { findChromium } from "./chromium.ts";
import { timed } from "./progress.ts";
import { installDebianPackage, works } from "./system-package.ts";

/** Debian's package where we are root, else Playwright's own download. Throws a sentence when neither works. */
export async function installChromium(): Promise<void> {
  if (findChromium() !== undefined) return;
  await timed("Chromium", async () => {
    installDebianPackage("chromium");
    if (findChromium() === undefined) works("npx", "playwright", "install", "chromium");
    if (findChromium() === undefined) {
      throw new Error(
        "The browser tests need Chromium: install your system's `chromium` package or Google Chrome.",
      );
    }
  });
}

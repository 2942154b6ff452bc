/** Brings a Firefox onto a machine that has none, where that can be done without asking anybody. */
import { findFirefox } from "./firefox.ts";
import { timed } from "./progress.ts";
import { installDebianPackage } from "./system-package.ts";

/** Debian's package where we are root. Throws a sentence when there is no Firefox afterwards. */
export async function installFirefox(): Promise<void> {
  if (findFirefox() !== undefined) return;
  await timed("Firefox", async () => {
    installDebianPackage("firefox-esr");
    if (findFirefox() === undefined) {
      throw new Error(
        "The browser tests need Firefox: install your system's `firefox-esr` package or Firefox.",
      );
    }
  });
}

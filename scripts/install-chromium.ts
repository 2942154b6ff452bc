/** Brings a Chromium onto a machine that has none, where that can be done without asking anybody. */
import { spawnSync } from "node:child_process";
import { findChromium } from "./chromium.ts";
import { timed } from "./progress.ts";

const works = (command: string, ...parameters: string[]) =>
  spawnSync(command, parameters, {
    stdio: "ignore",
    shell: process.platform === "win32",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;

/** Debian's package where we are root, else Playwright's own download. Throws a sentence when neither works. */
export async function installChromium(): Promise<void> {
  if (findChromium() !== undefined) return;
  await timed("Chromium", async () => {
    if (process.getuid?.() === 0 && works("apt-get", "--version")) {
      works("apt-get", "update");
      works("apt-get", "install", "-y", "chromium");
    }
    if (findChromium() === undefined) works("npx", "playwright", "install", "chromium");
    if (findChromium() === undefined) {
      throw new Error(
        "The browser tests need Chromium: install your system's `chromium` package or Google Chrome.",
      );
    }
  });
}

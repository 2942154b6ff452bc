/** Brings a Firefox onto a machine that has none, where that can be done without asking anybody. */
import { spawnSync } from "node:child_process";
import { findFirefox } from "./firefox.ts";
import { timed } from "./progress.ts";

const works = (command: string, ...parameters: string[]) =>
  spawnSync(command, parameters, {
    stdio: "ignore",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;

/** Debian's package where we are root. Throws a sentence when there is no Firefox afterwards. */
export async function installFirefox(): Promise<void> {
  if (findFirefox() !== undefined) return;
  await timed("Firefox", async () => {
    if (process.getuid?.() === 0 && works("apt-get", "--version")) {
      works("apt-get", "update");
      works("apt-get", "install", "-y", "firefox-esr");
    }
    if (findFirefox() === undefined) {
      throw new Error(
        "The browser tests need Firefox: install your system's `firefox-esr` package or Firefox.",
      );
    }
  });
}

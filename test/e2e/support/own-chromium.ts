/** A Chromium with a profile that outlives it, as a person's has: Playwright's own contexts forget everything. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { chromiumFlags, findChromium } from "../../../scripts/chromium.ts";

export interface OwnChromium {
  readonly context: BrowserContext;
  /** As somebody who quits the browser. */
  quit(): Promise<void>;
  /** As a power cut: no process of it gets to say anything. */
  kill(): Promise<void>;
}

/** Runs work with an empty profile and removes it afterwards. */
export async function withProfile(work: (profile: string) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), "atelier-profile-"));
  try {
    await work(profile);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function startChromium(profile: string): Promise<OwnChromium> {
  const program = findChromium();
  if (program === undefined) throw new Error("There is no Chromium");
  const portFile = join(profile, "DevToolsActivePort");
  await rm(portFile, { force: true });
  const flags = [
    ...chromiumFlags,
    "--headless=new",
    "--remote-debugging-port=0",
    `--user-data-dir=${profile}`,
  ];
  // A group of its own, so that its helpers can be killed with it.
  const child = spawn(program, [...flags, "about:blank"], { stdio: "ignore", detached: true });
  const killGroup = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  };
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  // Nor may it outlive a test run that is broken off.
  process.once("exit", killGroup);
  void ended.then(() => process.off("exit", killGroup));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await readPort(portFile, child)}`);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error("The browser has no profile");
  return {
    context,
    async quit() {
      await closeBrowser(browser);
      await ended;
    },
    async kill() {
      killGroup();
      await ended;
    },
  };
}

async function closeBrowser(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  // The answer may not come any more.
  await session.send("Browser.close").catch(() => {});
}

async function readPort(file: string, child: ChildProcess): Promise<number> {
  for (;;) {
    const port = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
    if (port > 0) return port;
    if (child.exitCode !== null) throw new Error("Chromium did not start");
    await pause(50);
  }
}

/** How soon a student without a network sees and can use the dashboard of a course with 200 assignments. */
import { createHmac } from "node:crypto";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import { buildCommandLine } from "../scripts/command-line.ts";
import { serve } from "../scripts/serve.ts";
import { startCourseServer } from "./course-server.ts";

const ASSIGNMENTS = 200;
const SUBMITTED = 60;
const STUDENT = "ada";
const SECRET = "bench";
const TOKEN = `${STUDENT}:${createHmac("sha256", SECRET).update(STUDENT).digest("hex")}`;
const DAY = 86_400;

/** Notes when all rows are there with what the server said of them, and a press on the last opens its menu. */
const WATCH = `(() => {
  const look = () => {
    const menus = document.querySelectorAll("[data-assignment] .menu > button");
    const graded = document.querySelectorAll("[data-work-state=graded]").length;
    if (menus.length === ${ASSIGNMENTS} && graded === ${SUBMITTED}) {
      if (document.querySelector(".menu-item")) globalThis.__usableAt = Date.now();
      else menus[menus.length - 1].click();
    }
    if (globalThis.__usableAt === undefined) setTimeout(look, 4);
  };
  look();
})();`;

/** `built`: the app. Milliseconds from navigation, without a network. */
export async function offlineDashboard(browser: Browser, built: string, rounds: number): Promise<number[]> {
  const top = await mkdtemp(join(tmpdir(), "atelier-bench-"));
  const course = await writeCourse(top);
  const server = await startCourseServer(join(await buildCommandLine(), "cli.mjs"), course);
  const folder = join(top, "site");
  await cp(built, folder, { recursive: true });
  await writeFile(join(folder, "courses.json"), JSON.stringify({ courses: ["course.json"] }));
  await writeFile(join(folder, "course.json"), JSON.stringify(siteOf(server.url)));
  const site = await serve({ folder });
  const context = await browser.newContext();
  const address = `${site.url}#/c/many`;
  try {
    await signIn(await context.newPage(), address);
    await site.close();
    await server.end("SIGTERM");
    await context.setOffline(true);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await visit(await context.newPage(), address));
    return times;
  } finally {
    await context.close();
    await rm(top, { recursive: true });
  }
}

/** A folder that the course's server hands out, with marks for some of the assignments. */
async function writeCourse(top: string): Promise<string> {
  const course = join(top, "course");
  await mkdir(course);
  await writeFile(join(course, ".mograder-secret"), `${SECRET}\n`, { mode: 0o600 });
  for (let number = 0; number < ASSIGNMENTS; number++) {
    const folder = join(course, `hw${number}`);
    await mkdir(join(folder, "files"), { recursive: true });
    await writeFile(join(folder, "files", `hw${number}.py`), "import marimo\n\napp = marimo.App()\n");
    if (number >= SUBMITTED) continue;
    await writeFile(join(folder, `${STUDENT}.py`), "import marimo\n\napp = marimo.App()\n");
    const marks = [{ username: STUDENT, grade: number, feedback: "Well done." }];
    await writeFile(join(folder, "grades.json"), JSON.stringify(marks));
  }
  return course;
}

function siteOf(url: string): object {
  const now = Math.floor(Date.now() / 1_000);
  return {
    format: "atelier-course",
    version: 1,
    id: "many",
    title: "Many",
    notebooks: [],
    transport: "https",
    https: { url },
    assignments: Array.from({ length: ASSIGNMENTS }, (_, number) => ({
      id: `hw${number}`,
      name: `Homework ${number}`,
      duedate: now + number * DAY,
    })),
  };
}

async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Token", { exact: true }).fill(TOKEN);
  await page.getByLabel("Remember me on this device").check();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page
    .locator("[data-work-state=graded]")
    .nth(SUBMITTED - 1)
    .waitFor();
  await page.getByRole("button", { name: "Refresh", disabled: false }).waitFor();
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  await page.close();
}

async function visit(page: Page, address: string): Promise<number> {
  await page.addInitScript({ content: WATCH });
  const begun = Date.now();
  await page.goto(address, { waitUntil: "commit" });
  const deadline = begun + 60_000;
  while (Date.now() < deadline) {
    const usable = await page.evaluate<number | undefined>("globalThis.__usableAt");
    if (usable !== undefined) {
      await page.close();
      return usable - begun;
    }
    await pause(10);
  }
  throw new Error("the dashboard was not there in a minute");
}

/**
 * Takes the screenshots of the documents from the app as it is built: `npx tsx scripts/screenshots.ts`, or with the
 * names of those to take again. Look at each one before it is committed.
 */
import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Locator, type Page } from "@playwright/test";
import { build } from "./build.ts";
import { chromiumFlags, findChromium } from "./chromium.ts";
import { timed } from "./progress.ts";
import { makeCourse } from "./screenshot-course.ts";
import { makeWorkshop, openRoom } from "./screenshot-workshop.ts";
import { serve } from "./serve.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const images = join(root, "docs", "images");
const LARGEST = 150_000;

/** A slow machine starts Python in that time, too. */
const PATIENCE = 60_000;

interface Shot {
  readonly width: number;
  readonly height: number;
  readonly theme?: "light" | "dark";
  /** `url`: of the site with the demo course. Leaves the page as it is to be seen. */
  prepare(page: Page, url: string): Promise<void>;
}

const wide = { width: 1280, height: 880 };
const low = { width: 1280, height: 760 };
const phone = { width: 360, height: 740 };

const shots: Readonly<Record<string, Shot>> = {
  courses: { ...wide, prepare: courses },
  lecture: { ...wide, prepare: lecture },
  assignment: { ...low, prepare: assignment },
  report: { ...low, prepare: report },
  phone: { ...phone, prepare: firstSteps },
  "phone-dark": { ...phone, theme: "dark", prepare: courses },
  solution: { ...wide, prepare: solution },
  cockpit: { ...low, prepare: cockpit },
  dashboard: { width: 1280, height: 560, prepare: dashboard },
  submit: { width: 1280, height: 600, prepare: submit },
};

const frameOf = (page: Page) => page.frameLocator('iframe[title="Notebook"]');

const cellOf = (page: Page, text: string): Locator =>
  frameOf(page).locator("[data-cell-id]", { hasText: text }).first();

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByText("Run finished", { exact: false }).waitFor({ state: "attached", timeout: PATIENCE });
  // Only then does nothing in the bar change any more.
  await page.getByText("offline copy ✓").waitFor({ state: "attached", timeout: PATIENCE });
}

/** Puts the cell at the top of the notebook's area, or so many pixels below. */
async function scrollTo(cell: Locator, below = 0): Promise<void> {
  await cell.evaluate((element, pixels) => {
    element.scrollIntoView({ block: "start" });
    scrollBy(0, -pixels);
  }, below);
}

async function rewrite(page: Page, text: string, code: string): Promise<void> {
  await cellOf(page, text).getByRole("textbox").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(code);
  await page.keyboard.press("ControlOrMeta+Enter");
}

async function validate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Validate", exact: true }).click();
  await page
    .getByText("Validation finished", { exact: false })
    .waitFor({ state: "attached", timeout: PATIENCE });
}

async function courses(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("link", { name: "First steps" }).waitFor();
}

async function lecture(page: Page, url: string): Promise<void> {
  await open(page, `${url}#/c/demo/lecture`);
  const slider = frameOf(page).getByRole("slider").first();
  await slider.focus();
  for (let step = 0; step < 11; step++) await page.keyboard.press("ArrowRight");
  await frameOf(page).getByText("16 looks at a wave of 14 Hz").waitFor();
  await slider.blur();
  await scrollTo(cellOf(page, "Frequency of the wave"), 250);
}

const brackets = `def brackets(points, level):
    """Neighbouring hours between which the height crosses the level."""
    pairs = zip(points, points[1:])
    return [
        (a, b)
        for (a, low), (b, high) in pairs
        if (low - level) * (high - level) < 0
    ]`;

/** Forgets to refuse an interval without a change of sign. */
const bisect = `def bisect(f, a, b, tolerance=1e-6):
    """A root of f between a and b, by halving the interval."""
    while b - a > tolerance:
        middle = (a + b) / 2
        if f(a) * f(middle) <= 0:
            b = middle
        else:
            a = middle
    return (a + b) / 2`;

async function assignment(page: Page, url: string): Promise<void> {
  await open(page, `${url}#/c/demo/assignment`);
  await rewrite(page, "def brackets(points, level):", brackets);
  await page.locator('[data-check][data-state="passed"]').waitFor({ timeout: PATIENCE });
  await rewrite(page, "def bisect(f, a, b, tolerance=1e-6):", bisect);
  await page.locator('[data-check][data-state="partly"]').waitFor({ timeout: PATIENCE });
  await validate(page);
  await scrollTo(cellOf(page, "def bisect(f, a, b, tolerance=1e-6):"));
}

async function report(page: Page, url: string): Promise<void> {
  await assignment(page, url);
  await page.getByRole("button", { name: "Open report" }).click();
  await page.frameLocator(".report-dialog iframe").getByText("Validation report").waitFor();
}

async function firstSteps(page: Page, url: string): Promise<void> {
  await open(page, `${url}#/c/demo/first-steps`);
  await scrollTo(cellOf(page, "guests = 4"));
}

/** A workshop as an attendee meets it once a solution is earned. */
async function solution(page: Page): Promise<void> {
  const workshop = await makeWorkshop();
  const site = await serve({ folder: workshop.site });
  try {
    await open(page, `${site.url}#/c/python-in-an-hour/intro`);
    await rewrite(
      page,
      "total = None",
      "total = 0\nfor number in range(1, 101):\n    total = total + number",
    );
    await page.locator('[data-step="Q1"][data-solution="open"]').waitFor({ timeout: PATIENCE });
    await page.locator('[data-step="Q1"]').click();
    await page.locator('[data-solution-card="open"]').waitFor();
  } finally {
    await site.close();
    await workshop.remove();
  }
}

/** The same workshop as its instructor sees it in the middle of the hour. */
async function cockpit(page: Page): Promise<void> {
  const workshop = await makeWorkshop();
  const room = await openRoom(workshop);
  // The picture is taken after this, and without its server the page would say so.
  page.once("close", () => {
    room.close();
    void workshop.remove();
  });
  await page.goto(room.cockpit);
  await page.getByText("17 passed").waitFor();
}

/** A course in its second week. Leaves the page open: without its servers it would say so. */
async function secondWeek(page: Page): Promise<string> {
  const course = await makeCourse();
  const site = await serve({ folder: course.site });
  page.once("close", () => {
    void site.close();
    void course.close();
  });
  const desk = `${site.url}#/c/numerics`;
  await page.goto(desk);
  await page.getByLabel("I have an enrolment code").check();
  await page.getByLabel("User name").fill("ada");
  await page.getByLabel("Enrolment code", { exact: true }).fill(course.code);
  await page.getByRole("button", { name: "Register and sign in" }).click();
  await page.getByRole("dialog", { name: "Your token" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Open: Week 1: First steps" }).click();
  await open(page, page.url());
  await rewrite(page, "guests = 4", "guests = 6");
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await page.locator("[data-outcome=submitted]").waitFor();
  await page.keyboard.press("Escape");
  await course.grade("ada");
  await open(page, `${site.url}#/c/numerics/week-2`);
  await rewrite(page, "def brackets(points, level):", brackets);
  await page.locator('[data-check][data-state="passed"]').waitFor({ timeout: PATIENCE });
  await validate(page);
  return desk;
}

async function dashboard(page: Page): Promise<void> {
  await page.goto(await secondWeek(page));
  await page.getByText("From the server just now.").waitFor();
  await page.locator(".news").waitFor();
}

async function submit(page: Page): Promise<void> {
  await secondWeek(page);
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).waitFor();
}

async function take(browser: Browser, name: string, shot: Shot, url: string): Promise<void> {
  const { width, height, theme = "light" } = shot;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 1,
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await shot.prepare(page, url);
  // Nothing is to look as if it were about to be pressed.
  await page.mouse.move(0, 0);
  const path = join(images, `${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  await context.close();
  const { size } = await stat(path);
  if (size > LARGEST) throw new Error(`${name}.png has ${size} bytes: show less of the page.`);
}

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.find((name) => shots[name] === undefined);
  if (unknown !== undefined) throw new Error(`There is no screenshot "${unknown}".`);
  const site = await serve({ folder: await build() });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: chromiumFlags,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  await mkdir(images, { recursive: true });
  try {
    for (const [name, shot] of Object.entries(shots)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await timed(name, () => take(browser, name, shot, site.url));
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

await main(process.argv.slice(2));

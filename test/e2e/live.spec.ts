/** A live workshop, in two real browsers at once: the instructor's cockpit and an attendee's page, on `workshop serve`. */
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { openSite } from "../support/site.ts";
import { hostileTitle, type LiveWorkshop, makeWorkshop, type Serving } from "./support/live-workshop.ts";
import { notebookOf, rewriteCell } from "./support/notebook.ts";

test.setTimeout(180_000);

let workshop: LiveWorkshop;
let serving: Serving;
test.beforeEach(async () => {
  workshop = await makeWorkshop();
  serving = await workshop.serve();
});
test.afterEach(() => workshop.close());

const exercise = (page: Page, id: string): Locator => page.locator(`[data-exercise="${id}"]`);
const counted = (page: Page, id: string, part: string): Locator =>
  exercise(page, id).locator(`.counts-words [data-part="${part}"]`);
const step = (page: Page, id: string): Locator => page.locator(`[data-step="${id}"]`);
const open = async (page: Page, id: string, within: number): Promise<void> =>
  expect(step(page, id)).toHaveAttribute("data-solution", "open", { timeout: within });

async function openCockpit(page: Page, at = serving): Promise<void> {
  await page.goto(at.cockpit);
  await expect(page.locator('[data-link="live"]')).toBeVisible();
}

async function openAttendee(page: Page, url = serving.url): Promise<void> {
  await page.goto(`${url}#/c/live/intro`);
  await expect(step(page, "Q1")).toBeVisible();
}

/** Another browser as far as pages can tell. */
async function withAttendee(
  browser: Browser,
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  await work(await context.newPage(), context);
  await context.close();
}

/** Asks, and answers yes, by the keyboard alone. */
async function release(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("cannot be taken back");
  await page.keyboard.press("Enter");
}

test("counts follow the attendee, and what the instructor releases opens within two seconds", async ({
  page,
  browser,
}) => {
  await openCockpit(page);
  await expect(page.locator("[data-attendees]")).toHaveAttribute("data-attendees", "0");
  await withAttendee(browser, async (attendee) => {
    await openAttendee(attendee);
    await expect(counted(page, "Q1", "toDo")).toHaveText("1 to do");
    await expect(attendee.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 90_000 });
    const { cell } = notebookOf(attendee);
    await rewriteCell(attendee, cell("total = None"), "total = 5050");
    await expect(counted(page, "Q1", "passed")).toHaveText("1 passed");
    await rewriteCell(attendee, cell("answer = None"), "answer = ''");
    await expect(counted(page, "Q3", "inProgress")).toHaveText("1 in progress");
    for (let round = 2; round <= 5; round++) {
      await rewriteCell(attendee, cell("answer = "), `answer = ''  # ${round}`);
      await expect(attendee.locator('[data-check][data-state="failed"]')).toBeVisible();
      await expect(notebookOf(attendee).frame.locator('[data-status="running"]')).toHaveCount(0);
    }
    await expect(page.locator('[data-stuck-on="Q3"]')).toContainText("someone: 5 runs, no hint opened");

    await release(page, "Release Q2 Title of Q2");
    const pressed = Date.now();
    await open(attendee, "Q2", 10_000);
    expect(Date.now() - pressed).toBeLessThan(2_000);
    await expect(exercise(page, "Q2")).toHaveAttribute("data-released", "true");
    await expect(exercise(page, "Q2").getByRole("heading")).toBeFocused();
    await expect(page.getByRole("status")).toContainText("Released: Q2.");
    await expect(counted(page, "Q2", "open")).toHaveText("1 solution open");
    for (const id of ["Q1", "Q3"])
      await expect(step(attendee, id)).toHaveAttribute("data-solution", "locked");
    await step(attendee, "Q2").click();
    await expect(attendee.locator("[data-solution-card]")).toContainText("Released by your instructor.");

    await release(page, /^Release all of /);
    await open(attendee, "Q1", 5_000);
    await open(attendee, "Q3", 5_000);
    await expect(page.locator("[data-notebook]").getByRole("heading", { level: 2 })).toBeFocused();
  });
});

test("a countdown is seen by everybody, can be cancelled, and opens the solution at its end", async ({
  page,
  browser,
}) => {
  await openCockpit(page);
  await withAttendee(browser, async (attendee) => {
    await openAttendee(attendee);
    await page.getByRole("button", { name: "Release Q2 Title of Q2 in…" }).click();
    await page.getByRole("button", { name: "5 minutes" }).click();
    const line = attendee.getByText("Solution of Q2 Title of Q2 opens in").first();
    await expect(line).toContainText(/[45]:\d\d/);
    await step(attendee, "Q2").click();
    await expect(attendee.locator("[data-solution-card]").getByRole("timer")).toContainText(/4:\d\d/);
    await page.getByRole("button", { name: "Cancel the countdown of Q2 Title of Q2" }).click();
    await expect(line).toBeHidden();
    await expect(page.getByRole("status")).toContainText("The countdown of Q2 is cancelled.");

    await page.getByRole("button", { name: "Release Q2 Title of Q2 in…" }).click();
    await page.getByLabel("Other time, in minutes").fill("soon");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Type a number of minutes")).toBeVisible();
    await page.getByLabel("Other time, in minutes").fill("0,1");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Projector view" }).click();
    await expect(page.locator(".projector-digits")).toHaveText(/^0:0\d$/);
    await expect(line).toContainText(/0:0\d/);
    await open(attendee, "Q2", 15_000);
    await expect(exercise(page, "Q2")).toHaveAttribute("data-released", "true");
    await expect(page.locator(".projector-digits")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("status")).toContainText("Released: Q2.");
  });
});

test("an attendee sees that they are counted, and is not any more once they turn it off", async ({
  page,
  browser,
}) => {
  await openCockpit(page);
  await withAttendee(browser, async (attendee) => {
    const sent: string[] = [];
    attendee.on("request", (request) => {
      if (request.method() === "POST") sent.push(request.url());
    });
    await openAttendee(attendee);
    await expect(page.locator("[data-attendees]")).toHaveAttribute("data-attendees", "1");
    await expect(attendee.getByText("Your instructor sees how many people are at each step.")).toBeVisible();
    expect((await new AxeBuilder({ page: attendee }).exclude("iframe").analyze()).violations).toEqual([]);
    await attendee.getByRole("checkbox", { name: "Count me" }).uncheck();
    await expect(page.locator("[data-attendees]")).toHaveAttribute("data-attendees", "0");
    await expect(page.locator("[data-connected]")).toHaveAttribute("data-connected", "1");
    expect(new Set(sent)).toEqual(new Set([`${serving.url}presence`]));
    const before = sent.length;
    await attendee.reload();
    await expect(attendee.getByText("You are not counted, and nothing is sent.")).toBeVisible();
    await release(page, "Release Q1 Title of Q1");
    await open(attendee, "Q1", 5_000);
    expect(sent.length).toBe(before);
  });
});

test("on a static host over the same folder nothing is sent, and a release is found by asking", async ({
  page,
  browser,
}) => {
  const host = await openSite({ folder: workshop.site });
  try {
    await openCockpit(page);
    await withAttendee(browser, async (attendee) => {
      const asked: string[] = [];
      attendee.on("request", (request) =>
        asked.push(`${request.method()} ${new URL(request.url()).pathname}`),
      );
      await openAttendee(attendee, host.url);
      await expect(attendee.locator('[data-keys="checked"]')).toBeVisible();
      await expect(attendee.getByRole("checkbox", { name: "Count me" })).toHaveCount(0);
      await release(page, "Release Q1 Title of Q1");
      await expect(exercise(page, "Q1")).toHaveAttribute("data-released", "true");
      await attendee.getByRole("button", { name: "Check for released solutions" }).click();
      await open(attendee, "Q1", 5_000);
      expect(asked.filter((line) => line.startsWith("POST") || line.endsWith("/events"))).toEqual([]);
    });
  } finally {
    await host.close();
  }
});

test("a server that ends is missed, and found again: the attendee by itself, the cockpit by its new address", async ({
  page,
  browser,
}) => {
  await openCockpit(page);
  await withAttendee(browser, async (attendee) => {
    await openAttendee(attendee);
    await expect(page.locator("[data-connected]")).toHaveAttribute("data-connected", "1");
    await serving.stop();
    await expect(page.locator('[data-link="lost"]')).toBeVisible();
    await expect(page.getByRole("status")).toContainText("workshop release-key");
    await expect(exercise(page, "Q1")).toBeVisible();
    const anew = await workshop.serve(serving.port);
    await expect(page.getByRole("alert")).toContainText("Each start of workshop serve makes a new key.", {
      timeout: 30_000,
    });
    await openCockpit(page, anew);
    await expect(page.locator("[data-connected]")).toHaveAttribute("data-connected", "1", {
      timeout: 30_000,
    });
    await expect(page.locator("[data-attendees]")).toHaveAttribute("data-attendees", "1");
    await release(page, `Release Q3 ${hostileTitle}`);
    await open(attendee, "Q3", 5_000);
  });
});

test("the token is in no address, in no lasting storage, and out of a notebook's reach", async ({
  page,
  context,
}) => {
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  await openCockpit(page);
  expect(page.url()).toBe(`${serving.url}cockpit.html`);
  await page.reload();
  await expect(page.locator('[data-link="live"]')).toBeVisible();
  expect(asked.filter((url) => url.includes(serving.token))).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie)).not.toContain(
    serving.token,
  );
  // Titles are text, whatever is written in them.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Live ${hostileTitle}`);
  await expect(exercise(page, "Q3")).toContainText(hostileTitle);
  await expect(page.locator("img")).toHaveCount(0);

  await openAttendee(page);
  await expect(notebookOf(page).cell("total = None")).toBeVisible();
  for (const frame of page.frames().slice(1)) {
    const reach = await frame.evaluate(() =>
      [
        // The frame has an empty stand-in, for marimo's outputs expect one.
        () => sessionStorage.length,
        () => parent.sessionStorage.length,
        () => parent.location.href,
        () => parent.document.title,
      ].map((look) => {
        try {
          return String(look());
        } catch (error) {
          return error instanceof DOMException ? error.name : "other";
        }
      }),
    );
    expect(reach).toEqual(["0", "SecurityError", "SecurityError", "SecurityError"]);
  }
  const other = await context.newPage();
  await other.goto(`${serving.url}cockpit.html`);
  await expect(other.getByRole("heading", { name: "This page needs its key" })).toBeVisible();
});

test.describe("where the app is kept for use without a network", () => {
  test.use({ serviceWorkers: "allow" });

  test("the cockpit is no part of the copy, and releases as ever", async ({ page }) => {
    await page.goto(serving.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    const copies = await page.evaluate(async () => {
      const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const kept = await Promise.all(stores.map((store) => store.keys()));
      return kept.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(copies).toContain("/index.html");
    expect(copies.filter((path) => path.includes("cockpit"))).toEqual([]);
    await openCockpit(page);
    await release(page, "Release Q1 Title of Q1");
    await expect(exercise(page, "Q1")).toHaveAttribute("data-released", "true");
  });
});

test("a wrong key is told what to do, and many of them to wait", async ({ page }) => {
  await page.goto(`${serving.url}cockpit.html#token=${"x".repeat(43)}`);
  await expect(page.getByRole("heading", { name: "This is not the key of this server" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  for (let round = 0; round < 12; round++) {
    await page.request.get(`${serving.url}cockpit/events`, {
      headers: { authorization: `Bearer wrong${round}` },
    });
  }
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Too many wrong keys" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("nothing is cut off at the width of a phone, and axe finds nothing", async ({ page }) => {
      const clean = async (): Promise<void> => {
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 740 });
          expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }
      };
      await openCockpit(page);
      await clean();
      await page.getByRole("button", { name: "Release Q1 Title of Q1 in…" }).click();
      await clean();
      await page.getByRole("button", { name: "10 minutes" }).click();
      await expect(exercise(page, "Q1").getByRole("timer")).toBeVisible();
      await clean();
      await page.getByRole("button", { name: "Projector view" }).click();
      await expect(page.getByRole("img", { name: `QR code of ${serving.url}` })).toBeVisible();
      await clean();
      await page.getByRole("button", { name: "Show exercises" }).click();
      await clean();
      await page.getByRole("button", { name: "Leave projector view" }).click();
      await expect(page.getByRole("button", { name: "Projector view" })).toBeVisible();
    });
  });
}

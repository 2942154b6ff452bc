/** A workshop as an attendee meets it, in real Chromium, on a plain static host. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import {
  courseJson,
  passphrase,
  phrase,
  releaseKeys,
  sealSample,
  secret,
} from "../state/workshop/sample-workshop.ts";
import { openWorkshopSite, type WorkshopSite } from "../state/workshop/workshop-site.ts";
import { notebookOf, rewriteCell } from "./support/notebook.ts";
import { openCard } from "./support/solution-card.ts";

test.use({ serviceWorkers: "allow" });

const step = (page: Page, id: string): Locator => page.locator(`[data-step="${id}"]`);
const card = (page: Page): Locator => page.locator("[data-solution-card]");
const checkNow = (page: Page) => page.getByRole("button", { name: "Check for released solutions" }).click();

async function withSite(work: (site: WorkshopSite) => Promise<void>): Promise<void> {
  const site = await openWorkshopSite();
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

async function openWorkshop(page: Page, site: WorkshopSite): Promise<void> {
  await page.goto(site.url);
  await expect(step(page, "Q1")).toBeVisible();
}

async function ran(page: Page): Promise<void> {
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
}

test("a locked card says what opens it and how strong that is, a released key opens it beside one's own", async ({
  page,
}) => {
  await withSite(async (site) => {
    await openWorkshop(page, site);
    await openCard(page, "Q1");
    await expect(card(page)).toHaveAttribute("data-solution-card", "locked");
    await expect(card(page).getByRole("heading")).toHaveText("Solution of Q1 A sum");
    await expect(card(page)).toContainText("Locked. This opens it:");
    await expect(card(page).locator('[data-lock="release"]')).toContainText(
      "A real lock: nothing opens before the instructor acts.",
    );
    expect(await page.content()).not.toContain(secret.Q1);
    await ran(page);
    await rewriteCell(page, notebookOf(page).cell("total ="), "total = 5051\ntotal = total - 1");
    await site.release({ Q1: releaseKeys.Q1 });
    await checkNow(page);
    await expect(card(page)).toHaveAttribute("data-solution-card", "open");
    await expect(card(page).locator('[data-side="model"]')).toContainText([`total = ${secret.Q1}`]);
    await expect(card(page).locator('[data-side="own"]').first()).toContainText("total = 5051");
    await expect(card(page)).toContainText("Gauss did it faster.");
    await expect(card(page).getByRole("link")).toHaveText(["how"]);
    await expect(card(page).getByRole("listitem").last()).toHaveText("not so");
    await expect(card(page)).toContainText("<img src=x onerror=alert(1)>");
    await expect(card(page).locator("img")).toHaveCount(0);
    for (const id of ["Q2", "Q3", "Q4"]) {
      await expect(step(page, id)).toHaveAttribute("data-solution", "locked");
    }
  });
});

test.describe("without a copy for offline use", () => {
  test.use({ serviceWorkers: "block" });

  test("a release is noticed by itself, stays after a reload, and without the list of keys", async ({
    page,
  }) => {
    await withSite(async (site) => {
      await openWorkshop(page, site);
      await site.release({ Q1: releaseKeys.Q1 });
      await expect(step(page, "Q1")).toHaveAttribute("data-solution", "open", { timeout: 40_000 });
      await page.route("**/keys.json*", (route) => route.abort());
      await page.reload();
      await expect(step(page, "Q1")).toHaveAttribute("data-solution", "open");
      await expect(page.getByText("Released solutions could not be asked for.")).toBeVisible();
    });
  });

  test("what a live server tells is there within a second", async ({ page }) => {
    await withSite(async (site) => {
      await site.writeCourse(courseJson({ events: "events" }));
      let tell = () => {};
      const told = new Promise<void>((resolve) => {
        tell = resolve;
      });
      await page.route("**/events", async (route) => {
        await told;
        await route.fulfill({ contentType: "text/event-stream", body: "event: released\ndata: {}\n\n" });
      });
      await openWorkshop(page, site);
      await expect(page.locator('[data-keys="checked"]')).toBeVisible();
      await site.release({ Q1: releaseKeys.Q1 });
      tell();
      await expect(step(page, "Q1")).toHaveAttribute("data-solution", "open", { timeout: 5_000 });
    });
  });
});

test("an answer opens its own lock, outwitted checks open theirs and no other", async ({ page }) => {
  await withSite(async (site) => {
    await site.writeSealed(await sealSample({ withSession: false }));
    await openWorkshop(page, site);
    await ran(page);
    const yes = "class Yes:\n    def __eq__(self, other):\n        return True\n";
    await rewriteCell(page, notebookOf(page).cell("def square"), `${yes}def square(n):\n    return Yes()`);
    await expect(step(page, "Q3")).toHaveAttribute("data-solution", "open");
    const second = notebookOf(page).cell("roots = ...");
    await rewriteCell(page, second, `${yes.replace("Yes", "_Yes")}roots = _Yes()`);
    await expect(step(page, "Q2")).toHaveAttribute("data-progress", "passed");
    await expect(step(page, "Q2")).toHaveAttribute("data-solution", "locked");
    await rewriteCell(page, notebookOf(page).cell("roots = _Yes()"), "roots = [-2, 3]");
    await expect(step(page, "Q2")).toHaveAttribute("data-solution", "open");
    await openCard(page, "Q2");
    await expect(card(page)).toContainText("Opened by your answer.");
    await expect(step(page, "Q1")).toHaveAttribute("data-solution", "locked");
    await expect(step(page, "Q4")).toHaveAttribute("data-solution", "locked");
  });
});

test("hints are counted as they are opened, each once, and still after a reload", async ({ page }) => {
  await withSite(async (site) => {
    await openWorkshop(page, site);
    await ran(page);
    const checks = page.getByRole("region", { name: "Checks" });
    const hint = (name: string) => notebookOf(page).frame.getByRole("button", { name });
    await expect(checks.getByText("Hints 0 of 2 opened")).toBeVisible();
    await hint("Hint 2").click();
    await expect(notebookOf(page).frame.getByRole("region", { name: "Hint" })).toContainText(
      "The sum of both",
    );
    await expect(checks.getByText("Hints 1 of 2 opened")).toBeVisible();
    await expect(step(page, "Q2")).toContainText("hints 1/2");
    await hint("Hint 2").click();
    await hint("Hint 2").press("Enter");
    await expect(checks.getByText("Hints 1 of 2 opened")).toBeVisible();
    await page.reload();
    await ran(page);
    await expect(checks.getByText("Hints 1 of 2 opened")).toBeVisible();
    await hint("Hint 1").press("Enter");
    await expect(checks.getByText("Hints 2 of 2 opened")).toBeVisible();
    await openCard(page, "Q2");
    await expect(card(page)).toContainText("Hints 2 of 2 opened");
  });
});

test("words are helped along, refused when wrong, and open what they open", async ({ page }) => {
  await withSite(async (site) => {
    await openWorkshop(page, site);
    await step(page, "Q4").press("Enter");
    const field = page.getByLabel("Words that your instructor gives");
    await field.fill("zoo zonne zero youth young yellow");
    await page.getByRole("button", { name: "Use “zone”" }).press("Enter");
    await expect(field).toHaveValue(phrase);
    await field.fill("zoo zone zero youth young young");
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("That does not open this solution.");
    await field.fill("zoo zone zero youth young");
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("That is five words; there should be at least six.");
    await field.fill(phrase.toUpperCase());
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(card(page)).toContainText("Opened with its words.");
    await step(page, "Q3").press("Enter");
    await page.getByLabel("Words that your instructor gives").fill(passphrase);
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("The solution opens when your checks pass.");
  });
});

test("a model solution is copied and inserted without touching one's own cells", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await withSite(async (site) => {
    await site.release({ Q1: releaseKeys.Q1 });
    await openWorkshop(page, site);
    await step(page, "Q1").press("Enter");
    await card(page).getByRole("button", { name: "Copy" }).press("Enter");
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toBe(`total = ${secret.Q1}`);
    const { frame } = notebookOf(page);
    const cells = frame.locator("[data-cell-id]");
    const before = await cells.count();
    await card(page).getByRole("button", { name: "Insert as a new cell" }).click();
    await expect(cells).toHaveCount(before + 1);
    // `total` is theirs to define: the model comes as comments, or marimo would run neither.
    await expect(frame.locator("[data-cell-id]", { hasText: `# total = ${secret.Q1}` })).toBeVisible();
    await expect(frame.locator("[data-cell-id]", { hasText: "# YOUR CODE HERE" }).first()).toContainText(
      "total = ...",
    );
  });
});

test("a card that closes leaves the focus at its step, or in the cell to fill in", async ({ page }) => {
  await withSite(async (site) => {
    await openWorkshop(page, site);
    await ran(page);
    // Outputs that come later would push the cell away.
    const { frame, cell: find } = notebookOf(page);
    await expect(frame.getByText("some checks failed")).toHaveCount(4);
    await step(page, "Q3").press("Enter");
    await card(page).getByRole("button", { name: "Close" }).press("Enter");
    await expect(card(page)).toHaveCount(0);
    await expect(step(page, "Q3")).toBeFocused();
    await step(page, "Q3").press("Enter");
    await card(page).getByRole("button", { name: "Go to the exercise" }).press("Enter");
    await expect(card(page)).toHaveCount(0);
    const cell = find("def square");
    await expect(cell.getByRole("textbox")).toBeFocused();
    await expect(cell).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.insertText("# mine");
    await expect(cell).toContainText("# mine");
  });
});

test("at phone width nothing is cut off, and axe finds nothing in any state", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await withSite(async (site) => {
    await openWorkshop(page, site);
    const axe = () => new AxeBuilder({ page }).exclude("iframe").analyze();
    await openCard(page, "Q4");
    const field = page.getByLabel("Words that your instructor gives");
    await expect(field).toBeInViewport({ ratio: 1 });
    await field.fill("zoo zone zero youth young young");
    await page.keyboard.press("Enter");
    await expect(card(page).getByText("That does not open this solution.")).toBeInViewport({ ratio: 1 });
    await expect(field).toBeInViewport({ ratio: 1 });
    expect((await axe()).violations).toEqual([]);
    await site.release(releaseKeys);
    await checkNow(page);
    await expect(card(page)).toHaveAttribute("data-solution-card", "open");
    expect((await axe()).violations).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await expect(page.locator('iframe[title="Notebook"]')).toBeInViewport({ ratio: 0.3 });
  });
});

test("without a network, what was released is open and words still open theirs", async ({
  page,
  context,
}) => {
  await withSite(async (site) => {
    await site.release({ Q1: releaseKeys.Q1 });
    await openWorkshop(page, site);
    await expect(page.getByText("offline copy ✓")).toBeVisible({ timeout: 80_000 });
    await context.setOffline(true);
    await site.close();
    await page.reload();
    await expect(step(page, "Q1")).toHaveAttribute("data-solution", "open");
    await openCard(page, "Q4");
    await page.getByLabel("Words that your instructor gives").fill(phrase);
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("Opened with its words.");
  });
});

test("inside another page nothing asks for words", async ({ page }) => {
  await withSite(async (site) => {
    await page.goto(site.outerUrl);
    const inner = page.frameLocator("iframe").first();
    await inner.locator('[data-step="Q4"]').click();
    await expect(inner.getByText("This page stands inside another one")).toBeVisible();
    await expect(inner.getByLabel("Words that your instructor gives")).toHaveCount(0);
    await expect(inner.getByRole("link", { name: "Open it in its own tab" })).toHaveAttribute(
      "href",
      site.url,
    );
  });
});

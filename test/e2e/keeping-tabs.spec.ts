/** One notebook in several tabs: one writes, the others read, and nothing that was typed in any of them is lost. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { draftOnDisk, frameOf, openHistory, openToType, retype, untilSaved } from "./support/keeping.ts";

const FIRST_STEPS = "first-steps";

test("one tab writes, the other reads and follows, and taking over loses nothing", async ({
  page,
  context,
}) => {
  await openToType(page);
  await retype(page, "guests = 4", "guests = 5");
  const second = await context.newPage();
  const frame = await openToType(second);
  await expect(second.getByText("This notebook is edited in another tab.")).toBeVisible();
  await expect(frame.getByText("guests = 5")).toBeVisible();
  await expect(frame.getByText("Read-only: it is edited in another tab").first()).toBeAttached();

  await frame
    .locator("[data-cell-id]", { hasText: "guests = 5" })
    .first()
    .getByRole("textbox")
    .first()
    .click();
  await second.keyboard.type("plugh");
  await page.bringToFront();
  await retype(page, "guests = 5", "guests = 6");
  await expect(frame.getByText("guests = 6")).toBeVisible();
  expect(await draftOnDisk(page, FIRST_STEPS)).not.toContain("plugh");

  // Typed a moment before the other tab takes over: not yet on disk.
  await retype(page, "guests = 6", "guests = 7");
  await second.getByRole("button", { name: "Take over" }).click();
  await expect(second.getByText("You edit this notebook here now.")).toBeVisible();
  await expect(frame.getByText("guests = 7")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take over" })).toBeVisible();
  await second.bringToFront();
  await retype(second, "guests = 7", "guests = 8");
  await untilSaved(second);
  await expect.poll(() => draftOnDisk(second, FIRST_STEPS)).toContain("guests = 8");
  await expect((await frameOf(page)).getByText("guests = 8")).toBeVisible();

  await second.close();
  await expect(page.getByText("You edit this notebook here now.")).toBeVisible();
  await retype(page, "guests = 8", "guests = 9");
  await untilSaved(page);
  await expect.poll(() => draftOnDisk(page, FIRST_STEPS)).toContain("guests = 9");
});

/** The page hangs for eight seconds as soon as it has heard of this code, and says so in `localStorage`. */
async function hangAt(page: Page, code: string): Promise<void> {
  await page.addInitScript((fatal) => {
    const { prototype } = MessagePort;
    const { set } = Object.getOwnPropertyDescriptor(prototype, "onmessage") ?? {};
    if (window !== window.top) return;
    Object.defineProperty(prototype, "onmessage", {
      set(listen: (event: MessageEvent) => void) {
        set?.call(this, (event: MessageEvent) => {
          listen(event);
          if (event.data.edit?.code !== fatal) return;
          localStorage.setItem("hangs", "yes");
          const end = Date.now() + 8_000;
          while (Date.now() < end);
        });
      },
    });
  }, code);
}

async function passBy(page: Page, context: BrowserContext): Promise<void> {
  await hangAt(page, "guests = 6");
  await openToType(page);
  await retype(page, "guests = 4", "guests = 5");
  await untilSaved(page);
  const second = await context.newPage();
  const frame = await openToType(second);
  await expect(frame.getByText("guests = 5")).toBeVisible();
  await page.bringToFront();
  const typing = retype(page, "guests = 5", "guests = 6");
  await expect.poll(() => second.evaluate(() => localStorage.getItem("hangs"))).toBe("yes");
  await second.getByRole("button", { name: "Take over" }).click();
  await expect(second.getByText("You edit this notebook here now.")).toBeVisible();
  await second.bringToFront();
  await retype(second, "guests = 5", "guests = 7");
  await untilSaved(second);
  await typing;
  await expect(page.getByRole("button", { name: "Take over" })).toBeVisible();
  await expect((await frameOf(page)).getByText("guests = 7")).toBeVisible();
  const history = await openHistory(second);
  await history.getByRole("button", { name: "Typed in another tab" }).click();
  await expect(history.getByText("Removed: guests = 6")).toBeAttached();
  expect(await draftOnDisk(second, FIRST_STEPS)).toContain("guests = 7");
}

test("a tab that hangs is passed by, and what it had not saved goes into the history", ({ page, context }) =>
  passBy(page, context));

test("so it is where a browser has no Web Locks", async ({ page, context }) => {
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined }),
  );
  await passBy(page, context);
});

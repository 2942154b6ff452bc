/** A classroom's plain HTTP: no secure context, so no Web Crypto. Locks are as strong there, only slower. */
import { expect, test } from "@playwright/test";
import { chromiumFlags, findChromium } from "../../scripts/chromium.ts";
import { phrase, releaseKeys, secret } from "../state/workshop/sample-workshop.ts";
import { openWorkshopSite } from "../state/workshop/workshop-site.ts";
import { openCard } from "./support/solution-card.ts";

const executablePath = findChromium();

test.use({
  launchOptions: {
    args: [...chromiumFlags, "--host-resolver-rules=MAP classroom.test 127.0.0.1"],
    ...(executablePath === undefined ? {} : { executablePath }),
  },
});

test("solutions open by key and by words, with progress, and a try can be cancelled", async ({ page }) => {
  const site = await openWorkshopSite();
  try {
    await site.release({ Q1: releaseKeys.Q1 });
    await page.goto(site.url.replace("127.0.0.1", "classroom.test"));
    expect(await page.evaluate(() => [isSecureContext, crypto.subtle === undefined])).toEqual([false, true]);
    await openCard(page, "Q1");
    const card = page.locator("[data-solution-card]");
    await expect(card).toContainText(`total = ${secret.Q1}`);
    await openCard(page, "Q4");
    const field = page.getByLabel("Words that your instructor gives");
    await field.fill(phrase);
    await page.keyboard.press("Enter");
    await expect(card.getByRole("progressbar")).toHaveAttribute("value", /^0\.\d+/);
    await card.getByRole("button", { name: "Cancel" }).click();
    await expect(card).toHaveAttribute("data-solution-card", "locked");
    await field.fill(phrase);
    await page.keyboard.press("Enter");
    await expect(card).toContainText("Opened with its words.", { timeout: 60_000 });
  } finally {
    await site.close();
  }
});

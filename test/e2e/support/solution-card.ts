/** The card of a solution, above the notebook. */
import { expect, type Page } from "@playwright/test";

/**
 * Opens the card of an exercise, and waits until it is on the screen. By keyboard: a pointer's press soon after the start
 * can end in the notebook's frame, since Chromium finds out whose a press is by what was drawn last.
 */
export async function openCard(page: Page, exercise: string): Promise<void> {
  const step = page.locator(`[data-step="${exercise}"]`);
  await expect(step).toBeVisible();
  await step.press("Enter");
  await expect(page.locator("[data-solution-card]")).toBeVisible();
  await drawn(page);
}

/** What has just come above the notebook is on the screen. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
  });
}

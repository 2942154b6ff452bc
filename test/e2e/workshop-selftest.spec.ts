/** The page that attendees open the day before. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

test.use({ serviceWorkers: "allow" });

test("everything is tried, and a code tells how it went", async ({ page }) => {
  await page.goto("selftest.html");
  for (const name of ["browser", "storage", "runtime"]) {
    await expect(page.locator(`[data-test="${name}"]`)).toHaveAttribute("data-state", "passed", {
      timeout: 60_000,
    });
  }
  await expect(page.locator("[data-code]")).toHaveText(/^BSR[OX] \d+$/, { timeout: 60_000 });
  await expect(page.locator('[data-test="runtime"]')).toContainText("the first output came after");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

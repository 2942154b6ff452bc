/** The page that attendees open the day before, on a build of its documents. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { bundleShell } from "../../scripts/bundle.ts";
import { openSite } from "../support/site.ts";

test.use({ serviceWorkers: "allow" });

const root = fileURLToPath(new URL("../..", import.meta.url));

test("everything is tried, and a code tells how it went", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "atelier-selftest-"));
  await cp(join(root, "dist"), folder, { recursive: true });
  await bundleShell(root, ["selftest.html"], folder);
  const site = await openSite({ folder });
  try {
    await page.goto(`${site.url}selftest.html`);
    for (const name of ["browser", "storage", "runtime"]) {
      await expect(page.locator(`[data-test="${name}"]`)).toHaveAttribute("data-state", "passed", {
        timeout: 60_000,
      });
    }
    await expect(page.locator("[data-code]")).toHaveText(/^BSR[OX] \d+$/);
    await expect(page.locator('[data-test="runtime"]')).toContainText("the first output came after");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  } finally {
    await site.close();
    await rm(folder, { recursive: true });
  }
});

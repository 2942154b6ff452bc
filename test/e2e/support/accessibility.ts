/** What every page and state is held to: axe finds nothing, and nothing is wider than the window. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const phone = { width: 360, height: 740 };

/** Violations of the page and of every frame in it, as lines to read. */
async function violations(page: Page): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  // The dark theme changes colours and nothing else; the same page has been looked at in the light.
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  if (dark) builder.withRules(["color-contrast", "link-in-text-block"]);
  const { violations: found } = await builder.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 200)} ${node.failureSummary}`),
  );
}

export async function clean(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
}

/** Nothing is wider than the window, in the page or in the frame. */
export async function fits(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    const over = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, frame.url()).toBeLessThanOrEqual(0);
  }
}

/** What every page and state is held to: axe finds nothing, and nothing is wider than the window. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const phone = { width: 360, height: 740 };

/** Violations of the page and of every frame in it, as lines to read. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
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

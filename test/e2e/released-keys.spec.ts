/** Lists of released keys that are none, as hosts really answer: each is said, closes nothing, and is asked for again. */
import { expect, type Page, type Route, test } from "@playwright/test";
import { courseJson, releaseKeys } from "../state/workshop/sample-workshop.ts";
import { openWorkshopSite } from "../state/workshop/workshop-site.ts";

const step = (page: Page, id: string) => page.locator(`[data-step="${id}"]`);
const keysLine = (page: Page) => page.locator("[data-keys]");
const elsewhere = "https://keys.example/keys.json";
const json = (route: Route, keys: object, headers = {}) =>
  route.fulfill({ json: keys, headers: { "Content-Type": "application/json", ...headers } });

const troubles: Record<string, (route: Route) => Promise<unknown>> = {
  "is missing": (route) => route.fulfill({ status: 404, body: "Not found" }),
  "is invalid JSON": (route) => route.fulfill({ contentType: "application/json", body: '{"Q1": "' }),
  "is a sign-in page": (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Sign in</title>" }),
  "is a page that is called JSON": (route) =>
    route.fulfill({ contentType: "application/json", body: "<!doctype html><title>Sign in</title>" }),
  "is on a server that fails": (route) => route.fulfill({ status: 503 }),
  "is out of reach": (route) => route.abort(),
  "never comes": async () => {},
};

async function openWorkshop(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(step(page, "Q2")).toHaveAttribute("data-solution", "open");
}

async function failsThenOpens(page: Page, mend: () => void): Promise<void> {
  const check = page.getByRole("button", { name: "Check for released solutions" });
  await check.click();
  await expect(keysLine(page)).toHaveAttribute("data-keys", "failed", { timeout: 20_000 });
  await expect(keysLine(page)).toContainText("What is open stays open");
  await expect(step(page, "Q2")).toHaveAttribute("data-solution", "open");
  mend();
  await check.click();
  await expect(keysLine(page)).toHaveAttribute("data-keys", "checked");
}

test("at the course's own host", async ({ page }) => {
  const site = await openWorkshopSite();
  const { Q1, Q2 } = releaseKeys;
  let answer = (route: Route): Promise<unknown> => json(route, { Q2 });
  await page.route("**/keys.json*", (route) => void answer(route));
  try {
    await openWorkshop(page, site.url);
    for (const [name, trouble] of Object.entries(troubles)) {
      await test.step(`a list that ${name}`, async () => {
        answer = trouble;
        await failsThenOpens(page, () => {
          answer = (route) => json(route, { Q2 });
        });
      });
    }
    await expect(step(page, "Q1")).toHaveAttribute("data-solution", "locked");
    answer = (route) => json(route, { Q1, Q2 });
    await page.getByRole("button", { name: "Check for released solutions" }).click();
    await expect(step(page, "Q1")).toHaveAttribute("data-solution", "open");
  } finally {
    await site.close();
  }
});

test("at another host, which stops allowing it", async ({ page }) => {
  const site = await openWorkshopSite();
  const course = JSON.parse(courseJson());
  course.notebooks[0].keys = elsewhere;
  await site.writeCourse(JSON.stringify(course));
  let allowed = "*";
  const sent: string[] = [];
  await page.route(`${elsewhere}*`, (route) => {
    sent.push(route.request().method());
    return json(route, { Q2: releaseKeys.Q2 }, { "Access-Control-Allow-Origin": allowed });
  });
  try {
    await openWorkshop(page, site.url);
    allowed = "https://another.example";
    await failsThenOpens(page, () => {
      allowed = "*";
    });
    expect(new Set(sent)).toEqual(new Set(["GET"]));
  } finally {
    await site.close();
  }
});

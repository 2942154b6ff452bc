/** A notebook may try what it likes: it reads nothing of ours and reaches nobody (design/security.md, row 1). */
import { expect, type Page } from "@playwright/test";
import { openCells, rewriteCell } from "../support/notebook.ts";
import { test } from "./fixtures.ts";
import { hostileCells, outcomesIn, successes } from "./hostile-notebook.ts";

test("a hostile notebook reads nothing, reaches no listener, and the page lives on", async ({
  page,
  listener,
  site,
}) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.type());
    void dialog.dismiss();
  });
  await page.goto("#/");
  await plantSecrets(page);

  const { frame, cell } = await openCells(page, hostileCells(listener, site.url));
  const inPython = await outcomesIn(frame, "#outcomes-of-python");
  const inFrame = await outcomesIn(frame, "#outcomes-of-frame");
  expect(Object.keys(inPython).length).toBeGreaterThan(30);
  expect(Object.keys(inFrame).length).toBeGreaterThan(80);
  expect(successes(inPython)).toEqual([]);
  expect(successes(inFrame)).toEqual([]);
  expect(await frame.locator(":root").evaluate(() => Reflect.get(globalThis, "fromMarkup"))).toBeUndefined();
  expect(listener.heard).toEqual([]);
  expect(site.asked.filter((path) => /stolen|sw\.js/.test(path))).toEqual([]);
  expect(dialogs).toEqual([]);
  expect(page.context().pages()).toEqual([page]);

  // The one thing that it can do is have the student asked about a host.
  const question = page.getByRole("dialog");
  await expect(question).toContainText("127.0.0.1");
  await question.getByRole("button", { name: "Not now" }).click();
  await expect(question).toBeHidden();
  await rewriteCell(page, cell("kept = 41 + 1"), "kept = 41 + 2\nkept");
  await expect(cell("kept = 41 + 2").getByText("43", { exact: true })).toBeVisible();
  await expect(frame.locator("[data-cell-id]")).toHaveCount(5);
  expect(await page.evaluate(() => localStorage.getItem("token"))).toBe("secret");
});

/** What a notebook must not find, in each place where a page of ours could keep it. */
async function plantSecrets(page: Page): Promise<void> {
  await page.evaluate(async () => {
    localStorage.setItem("token", "secret");
    sessionStorage.setItem("token", "secret");
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser.
    document.cookie = "token=secret";
    await (await caches.open("secrets")).put("/secret", new Response("secret"));
    indexedDB.open("secrets");
  });
}

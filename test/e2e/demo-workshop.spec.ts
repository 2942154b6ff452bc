/** The demo workshop as a visitor goes through it: every lock opens as its notebook says. */
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { openSite } from "../support/site.ts";
import { notebookOf, openNotebook, rewriteCell } from "./support/notebook.ts";
import { openCard } from "./support/solution-card.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const step = (page: Page, id: string) => page.locator(`[data-step="${id}"]`);
const card = (page: Page) => page.locator("[data-solution-card]");

const solved = {
  shift:
    "def shift(letter, places):\n    return chr((ord(letter) - 65 + places) % 26 + 65) if letter.isupper() else letter",
  message: 'message = "".join(shift(letter, 9) for letter in intercepted)',
  encrypt:
    "def encrypt(text, key):\n    return ''.join(letter_at(place(a) + place(key[i % len(key)])) for i, a in enumerate(text))",
  overlay:
    "def overlay(one, other):\n    return [[int(a != b) for a, b in zip(*rows)] for rows in zip(one, other)]",
};

async function type(page: Page, exercise: string, words: string): Promise<void> {
  await openCard(page, exercise);
  await page.getByLabel("Words that your instructor gives").fill(words);
  await page.keyboard.press("Enter");
  await expect(card(page)).toHaveAttribute("data-solution-card", "open");
}

test("checks, an answer, words hidden in a message and words on a board open the four solutions", async ({
  page,
}) => {
  test.setTimeout(120_000);
  page.setDefaultTimeout(20_000);
  await page.goto("#/");
  await page
    .getByRole("region", { name: "A demo workshop: secret messages" })
    .getByRole("link", { name: "1. A shifted alphabet" })
    .click();
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
  const first = notebookOf(page);
  await expect(page.getByText("Hints 0 of 5 opened")).toBeVisible();
  await expect(step(page, "Q1")).toHaveAttribute("data-progress", "to-do");

  await rewriteCell(page, first.cell("def shift"), solved.shift);
  await expect(step(page, "Q1")).toHaveAttribute("data-solution", "open");
  await expect(first.frame.getByText("PHHW PH DW WKH ROG OLJKWKRXVH")).toBeVisible();
  await expect(step(page, "Q2")).toHaveAttribute("data-solution", "locked");
  await rewriteCell(page, first.cell("message = None"), solved.message);
  await expect(step(page, "Q2")).toHaveAttribute("data-solution", "open");
  await openCard(page, "Q2");
  await expect(card(page)).toContainText("Opened by your answer.");
  await expect(card(page)).toContainText("only 25 turns to try");
  const told = (await first.frame.getByText(/^WELL READ/).textContent()) ?? "";
  const words = told.trim().split(/\s+/).slice(-6).join(" ").toLowerCase();

  const second = await openNotebook(page, "#/c/secret-messages/noise");
  await expect(second.frame.getByRole("img", { name: "The first sheet" })).toBeVisible();
  await type(page, "Q3", words);
  await expect(card(page)).toContainText("You have not written anything here yet.");
  await expect(step(page, "Q4")).toHaveAttribute("data-solution", "locked");
  await rewriteCell(page, second.cell("def encrypt"), solved.encrypt);
  await expect(step(page, "Q3")).toHaveAttribute("data-progress", "passed");
  const drawn = second.frame.getByRole("img", { name: /^A board with the words/ });
  const board = (await drawn.textContent()) ?? "";
  await rewriteCell(page, second.cell("def overlay"), solved.overlay);
  await expect(step(page, "Q4")).toHaveAttribute("data-progress", "passed");
  await second.frame.getByRole("slider").focus();
  await page.keyboard.press("Home");
  await expect(second.frame.getByRole("img", { name: /exactly one over the other/ })).toBeVisible();
  await type(page, "Q4", board.trim().split(/\s+/).join(" "));
  expect((await new AxeBuilder({ page }).exclude("iframe").analyze()).violations).toEqual([]);
});

test("the command that the notebook names releases a solution to the open page", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "atelier-demo-"));
  await cp(join(repository, "dist"), folder, { recursive: true });
  const site = await openSite({ folder });
  try {
    await page.goto(`${site.url}#/c/secret-messages/noise`);
    await expect(step(page, "Q4")).toHaveAttribute("data-solution", "locked");
    const workshop = [join(repository, "node_modules/tsx/dist/cli.mjs"), join(repository, "workshop/cli.ts")];
    const place = ["--site", join(folder, "demo/workshop"), "--private", "scripts/demo-workshop/private"];
    const words = [...workshop, "release-key", "Q4", ...place];
    await promisify(execFile)(process.execPath, words, { cwd: repository });
    await page.getByRole("button", { name: "Check for released solutions" }).click();
    await expect(step(page, "Q4")).toHaveAttribute("data-solution", "open");
    await expect(step(page, "Q3")).toHaveAttribute("data-solution", "locked");
  } finally {
    await site.close();
    await rm(folder, { recursive: true });
  }
});

/** Words from a QR code: Chromium's own test camera, before a reader of our own, since Chromium on Linux has none. */
import { expect, type Page, test } from "@playwright/test";
import { chromiumFlags, findChromium } from "../../scripts/chromium.ts";
import { phrase } from "../state/workshop/sample-workshop.ts";
import { openWorkshopSite } from "../state/workshop/workshop-site.ts";
import { openCard } from "./support/solution-card.ts";

const executablePath = findChromium();

test.use({
  launchOptions: {
    args: [...chromiumFlags, "--use-fake-device-for-media-stream"],
    ...(executablePath === undefined ? {} : { executablePath }),
  },
});

/** Sees nothing in the first two pictures, then the words; keeps the stream, to look whether it ends. */
function installReader(words: string): void {
  class Reader {
    #pictures = 0;
    async detect(video: HTMLVideoElement): Promise<{ rawValue: string }[]> {
      Object.assign(window, { stream: video.srcObject });
      return ++this.#pictures < 3 || video.videoWidth === 0 ? [] : [{ rawValue: words }];
    }
  }
  Object.assign(window, { BarcodeDetector: Reader });
}

async function withCard(page: Page, work: () => Promise<void>): Promise<void> {
  const site = await openWorkshopSite();
  try {
    await page.goto(site.url);
    await openCard(page, "Q4");
    await work();
  } finally {
    await site.close();
  }
}

const scan = (page: Page) => page.getByRole("button", { name: "Scan the QR code" });
const card = (page: Page) => page.locator("[data-solution-card]");

test("opens the solution, and the camera is let go", async ({ page, context }) => {
  await context.grantPermissions(["camera"]);
  await page.addInitScript(installReader, phrase);
  await withCard(page, async () => {
    await scan(page).press("Enter");
    await expect(card(page)).toContainText("Opened with its words.");
    const tracks = await page.evaluate(() => {
      const stream: unknown = Reflect.get(window, "stream");
      return stream instanceof MediaStream ? stream.getTracks().map(({ readyState }) => readyState) : [];
    });
    expect(tracks).toEqual(["ended"]);
  });
});

test("of something else is refused like wrong words", async ({ page, context }) => {
  await context.grantPermissions(["camera"]);
  await page.addInitScript(installReader, "https://example.org/menu");
  await withCard(page, async () => {
    await scan(page).press("Enter");
    await expect(card(page)).toContainText("That does not open this solution.");
    await expect(card(page)).toHaveAttribute("data-solution-card", "locked");
  });
});

test("without a camera the words are asked for by the keyboard", async ({ page }) => {
  await page.addInitScript(installReader, phrase);
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await withCard(page, async () => {
    await scan(page).press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Type the words instead.");
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });
});

test("no reader, no button", async ({ page }) => {
  await withCard(page, async () => {
    await expect(page.getByLabel("Words that your instructor gives")).toBeVisible();
    await expect(scan(page)).toHaveCount(0);
  });
});

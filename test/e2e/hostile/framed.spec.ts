/** The app inside somebody else's page: it works there, and nothing of it can be reached from around it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("framed by another page, the app shows itself, and the page around it reads nothing", async ({
  page,
  site,
}) => {
  const around = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(
      `<!doctype html><title>Around</title><iframe id="app" width="900" height="700" src="${site.url}"></iframe>`,
    );
  });
  await new Promise<void>((settle) => around.listen(0, "127.0.0.1", settle));
  const address: AddressInfo | string | null = around.address();
  const port = typeof address === "object" ? address?.port : undefined;
  // Another name of this machine is another site to the browser.
  await page.goto(`http://localhost:${port}/`);

  const app = page.frameLocator("#app");
  await app
    .getByRole("link", { name: /First steps/ })
    .first()
    .click();
  const notebook = app.frameLocator('iframe[title="Notebook"]');
  await expect(notebook.getByText("guests = 4").first()).toBeVisible();

  const read = await page.evaluate(() => {
    const inside = document.querySelector("iframe")?.contentWindow;
    const attempts = [
      () => inside?.document.title,
      () => inside?.localStorage.length,
      () => inside?.location.href,
      () => inside?.[0]?.document.title,
    ];
    return attempts.map((attempt) => {
      try {
        return String(attempt());
      } catch {
        return "refused";
      }
    });
  });
  expect(read).toEqual(["refused", "refused", "refused", "refused"]);
  // A script for the notebook's frame, sent by a window that is not the one around it.
  await page.evaluate(() => {
    const blob = new Blob(["document.body.textContent = 'taken over'"], { type: "text/javascript" });
    window[0]?.[0]?.postMessage(blob, "*", [new MessageChannel().port2]);
  });
  await expect(notebook.getByText("guests = 4").first()).toBeVisible();
  around.closeAllConnections();
  await new Promise((settle) => around.close(settle));
});

/** Prints reports in a real Chromium, with the very modules that the app loads for it. */
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";
import type { KeptReport } from "../../src/core/checks/report.ts";
import { launchChromium } from "./browser.ts";
import { bundleModule } from "./bundle-module.ts";

export interface ReportBrowser {
  readonly browser: Browser;
  print(kept: KeptReport): Promise<string>;
  /** The file as somebody opens it: from disk, without scripts, without a network. Requests that it tries are listed. */
  open(html: string): Promise<{ readonly page: Page; readonly requests: readonly string[] }>;
  close(): Promise<void>;
}

const global = "AtelierReport";
const entry = fileURLToPath(new URL("../../src/app/report/print-report.ts", import.meta.url));

export async function startReportBrowser(): Promise<ReportBrowser> {
  const [script, browser] = await Promise.all([bundleModule(entry, global), launchChromium()]);
  const printing = await browser.newContext({ timezoneId: "UTC" });
  const printer = await printing.newPage();
  await printer.addScriptTag({ content: script });
  return {
    browser,
    print: (kept) =>
      printer.evaluate(({ name, kept }) => Reflect.get(globalThis, name).printReportFile(kept), {
        name: global,
        kept,
      }),
    async open(html) {
      const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
      const page = await context.newPage();
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.setContent(html);
      return { page, requests };
    },
    close: () => browser.close(),
  };
}

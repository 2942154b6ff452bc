/** Prints reports in a real Chromium, with the very modules that the app loads for it. */
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";
import { build } from "vite";
import type { KeptReport } from "../../src/core/checks/report.ts";
import { launchChromium } from "./browser.ts";

export interface ReportBrowser {
  readonly browser: Browser;
  print(kept: KeptReport): Promise<string>;
  /** The file as somebody opens it: from disk, without scripts, without a network. Requests that it tries are listed. */
  open(html: string): Promise<{ readonly page: Page; readonly requests: readonly string[] }>;
  close(): Promise<void>;
}

const entry = fileURLToPath(new URL("../../src/app/report/print-report.ts", import.meta.url));

export async function startReportBrowser(): Promise<ReportBrowser> {
  const [script, browser] = await Promise.all([bundle(), launchChromium()]);
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

const global = "AtelierReport";

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ["iife"], name: global, fileName: "report" },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first !== undefined && "output" in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error("Vite built nothing");
  return chunk.code;
}

/** Reports as Chromium prints them with the app's own modules, and as they look from disk without scripts. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { CellOutput } from "../../../src/core/checks/report-run.ts";
import { type ReportBrowser, startReportBrowser } from "../../support/report-browser.ts";
import { readRun, reportOf, reportOfOutputs } from "../../support/report-fixture.ts";

// Every test prints in a browser that may have to share its processor.
vi.setConfig({ testTimeout: 60_000 });
let browser: ReportBrowser;
beforeAll(async () => {
  browser = await startReportBrowser();
}, 60_000);
afterAll(() => browser.close());

const html = (data: string): CellOutput => ({ channel: "output", mimetype: "text/html", data });
/** The HTML of one output in a report. */
async function printOne(output: CellOutput): Promise<string> {
  const page = await browser.print(await reportOfOutputs([output]));
  return /<div class="output">(.*)<\/div>\n/s.exec(page)?.[1] ?? "";
}

/** A golden file is written when it is missing, and refused in CI then. */
function expectGolden(name: string, text: string): void {
  const path = new URL(`../../fixtures/runs/${name}`, import.meta.url);
  if (!existsSync(path) && process.env.CI === undefined) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}

describe("the report of real runs", () => {
  test("of a notebook with one of everything is this file", async () => {
    const page = await browser.print(await reportOf(readRun("gallery"), "Gallery"));
    // The style sheet is a file of its own.
    expectGolden("gallery-report.html", page.replace(/<style>.*<\/style>/s, "<style></style>"));
  });

  test("sets code and formulas in the messages of checks, and nothing else", async () => {
    const kept = await reportOf(readRun("gallery"), "Gallery");
    const [first, ...others] = kept.report.results;
    if (first === undefined) throw new Error("The gallery has checks");
    const messages = ["`f` is <b>not</b> $x^2$, it costs $5 or $6"];
    const report = { ...kept.report, results: [{ ...first, messages }, ...others] };
    const { page } = await browser.open(await browser.print({ ...kept, report }));
    const message = page.locator("table.checks li").first();
    expect(await message.locator("code").textContent()).toBe("f");
    expect(await message.locator("math").count()).toBe(1);
    expect(await message.locator("b").count()).toBe(0);
    expect(await message.textContent()).toContain("is <b>not</b> x2, it costs $5 or $6");
    await page.context().close();
  });

  test.each(["gallery", "lecture", "assignment-solved"])(
    "of %s asks for nothing and runs nothing",
    async (name) => {
      const html = await browser.print(await reportOf(readRun(name), name));
      expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:");
      const { page, requests } = await browser.open(html);
      expect(await page.locator("script, link, iframe, object, embed, form, base").count()).toBe(0);
      expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([]);
      await page.context().close();
    },
  );

  test("shows tables, formulas, drawings and inputs to somebody without scripts", async () => {
    const { page } = await browser.open(await browser.print(await reportOf(readRun("gallery"), "Gallery")));
    const sees = (text: string | RegExp) => page.getByText(text, { exact: true }).first();
    for (const text of ["inside the accordion", "left tab", "right tab", "slide two", "lazy content", "9801"])
      expect(await sees(text).isVisible(), text).toBe(true);
    expect(await sees("First 100 of 250 rows").isVisible()).toBe(true);
    expect(await page.locator("math").count()).toBeGreaterThanOrEqual(4);
    expect(await page.locator("svg circle").count()).toBe(1);
    expect(await page.locator(".input").filter({ hasText: "Colour" }).textContent()).toBe("Colour green");
    expect(await page.locator(".input").filter({ hasText: "Text" }).first().textContent()).toContain(
      "<b>text</b>",
    );
    expect(await sees(/a picture \(“Far away”\) from example\.org/).isVisible()).toBe(true);
    expect(await page.getByText("a chart that only a script can draw").count()).toBe(3);
    await page.context().close();
  });

  test("is readable on a phone, in the dark and on paper", async () => {
    const html = await browser.print(await reportOf(readRun("assignment-solved"), "Week 2"));
    const { page } = await browser.open(html);
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await paper()).toBe("rgb(22, 24, 29)");
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    expect(await paper()).toBe("rgb(251, 250, 247)");
    await page.context().close();
  });
});

describe("outputs by their kind", () => {
  test.each<[string, CellOutput, string]>([
    ["text", { ...html("a <b>"), mimetype: "text/plain" }, '<pre class="plain">a &lt;b&gt;</pre>'],
    ["LaTeX", { ...html("$x$"), mimetype: "text/latex" }, "<math"],
    [
      "a picture",
      { ...html("iVBORw0KGgo="), mimetype: "image/png" },
      'src="data:image/png;base64,iVBORw0KGgo="',
    ],
    ["an SVG file", { ...html('<svg><path d="M0 0"/></svg>'), mimetype: "image/svg+xml" }, '<path d="M0 0">'],
    [
      "several forms of one, the best first",
      { ...html('{"text/plain":"p","image/png":"AAAA"}'), mimetype: "application/vnd.marimo+mimebundle" },
      "data:image/png;base64,AAAA",
    ],
    ["plotly", { ...html("{}"), mimetype: "application/vnd.plotly.v1+json" }, "Left out: a chart"],
    [
      "something unknown",
      { ...html("?"), mimetype: "model/gltf" },
      "Left out: an output of the kind “model/gltf”.",
    ],
    ["a far too large one", { ...html("x".repeat(5_000_001)) }, "5.0 million characters"],
    [
      "a sound",
      html("<audio src='data:audio/wav;base64,AAAA'></audio>"),
      '<audio src="data:audio/wav;base64,AAAA" controls',
    ],
    ["an embedded page", html("<iframe srcdoc='<p>hi'></iframe>"), "Left out: an embedded page."],
    [
      "a widget",
      html("<marimo-anywidget data-model-id='1'></marimo-anywidget>"),
      "Left out: an interactive widget",
    ],
    [
      "an unreadable formula",
      html("<marimo-tex>||(\\frac{||)</marimo-tex>"),
      '<code class="tex">\\frac{</code>',
    ],
    [
      "a step of a slider",
      html("<marimo-slider data-initial-value='1' data-steps='[1,10,100]'></marimo-slider>"),
      ">10<",
    ],
    [
      "a table of CSV",
      html(
        `<marimo-table data-data='"data:text/csv;base64,${btoa('a,b\n"x, ""y""",2\n')}"' data-total-rows='1'></marimo-table>`,
      ),
      '<td>x, "y"</td>',
    ],
    [
      "a long plain table",
      html(`<table><tbody>${"<tr><td>r</td></tr>".repeat(130)}</tbody></table>`),
      "First 100 of 130 rows",
    ],
  ])("%s", async (_, output, expected) => {
    expect(await printOne(output)).toContain(expected);
  });

  test("nesting without end is cut", async () => {
    let nested = "deep";
    for (let level = 0; level < 60; level++) nested = `${"<div>".repeat(20)}${nested}`;
    expect(await printOne(html(nested))).toContain("deep");
  });

  test("two cells with the same id keep their drawings apart", async () => {
    const page = await browser.print(await reportOf(readRun("gallery"), "Gallery"));
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

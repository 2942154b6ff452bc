/** What a notebook writes, in every field that a report has, against a page that lets scripts run and has no policy. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { KeptReport } from "../../../src/core/checks/report.ts";
import type { CellOutput } from "../../../src/core/checks/report-run.ts";
import { type ReportBrowser, startReportBrowser } from "../../support/report-browser.ts";
import { reportOfOutputs } from "../../support/report-fixture.ts";

// Every test opens pages in a browser that may have to share its processor.
vi.setConfig({ testTimeout: 60_000 });
let browser: ReportBrowser;
beforeAll(async () => {
  browser = await startReportBrowser();
}, 60_000);
afterAll(() => browser.close());

const call = "document.documentElement.dataset.hacked=1";
const corpus = [
  `<script>${call}</script>`,
  `"><script>${call}</script>`,
  `</title></style></pre></textarea><script>${call}</script>`,
  `<img src=x onerror="${call}">`,
  `<svg onload="${call}"><animate onbegin="${call}" attributeName=x dur=1s></svg>`,
  `<svg><script>${call}</script><style><img src=x onerror="${call}"></style></svg>`,
  `<svg><foreignObject><img src=x onerror="${call}"></foreignObject></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>${call}</script></svg>#x"/></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${call}&gt;">`,
  `<math><annotation-xml encoding="text/html"><img src=x onerror="${call}"></annotation-xml></math>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror="${call}">`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<template><img src=x onerror="${call}"></template>`,
  `<details open ontoggle="${call}"><summary>x</summary></details>`,
  `<input autofocus onfocus="${call}"><select autofocus onfocus="${call}"></select>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe><iframe src="javascript:parent.${call}"></iframe>`,
  `<object data="data:text/html,<script>${call}</script>"></object><embed src="javascript:${call}">`,
  `<a href="javascript:${call}" id="trap">x</a><a href=" jav\tascript:${call}" id="trap2">x</a>`,
  `<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<link rel="stylesheet" href="https://evil.example/x.css"><style>@import "https://evil.example/x.css";</style>`,
  `<div style="background:url(https://evil.example/x.png);position:fixed;inset:0;z-index:9999">covers</div>`,
  `<img src="https://evil.example/x.png" srcset="https://evil.example/y.png 2x"><video poster="https://evil.example/p.png"></video>`,
  `<marimo-callout-output data-html='"\\u003cimg src=x onerror=${call}\\u003e"' data-kind='"x onload=1"'></marimo-callout-output>`,
  `<marimo-accordion data-labels='["\\u003cscript\\u003e${call}\\u003c/script\\u003e"]'><div><img src=x onerror="${call}"></div></marimo-accordion>`,
  `<marimo-tex>||(\\href{javascript:${call}}{x}\\htmlData{onclick=1}{y}||)</marimo-tex>`,
  `<marimo-json-output data-json-data='{"<img src=x onerror=${call}>":"text/html:<img src=x onerror=${call}>"}'></marimo-json-output>`,
  `<marimo-mermaid data-diagram='"</code></pre><script>${call}</script>"'></marimo-mermaid>`,
  `<marimo-text data-label='"<img src=x onerror=${call}>"' data-initial-value='"<img src=x onerror=${call}>"'></marimo-text>`,
  `<marimo-table data-data='[{"<img src=x onerror=${call}>":"text/html:<img src=x onerror=${call}>"}]' data-total-rows='1'></marimo-table>`,
  `<marimo-<script>${call}</script> x>`,
];

const channels: readonly [string, Partial<CellOutput>][] = [
  ["an HTML output", {}],
  ["an SVG output", { mimetype: "image/svg+xml" }],
  ["a text output", { mimetype: "text/plain" }],
  ["a LaTeX output", { mimetype: "text/latex" }],
  ["a JSON output", { mimetype: "application/json" }],
  ["an unknown output", { mimetype: `x/"><img src=x onerror=${call}>` }],
  ["a picture", { mimetype: "image/png" }],
  ["the console", { channel: "stdout", mimetype: "text/plain" }],
  ["a traceback", { channel: "stderr", mimetype: "application/vnd.marimo+traceback" }],
  ["a picture in the console", { channel: "media", mimetype: "image/svg+xml" }],
  ["an error", { channel: "marimo-error", mimetype: "application/vnd.marimo+error" }],
];

/** Opens the report where scripts may run, its policy taken out: what is left must be harmless by itself. */
async function expectHarmless(kept: KeptReport): Promise<void> {
  const printed = await browser.print(kept);
  const html = printed.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  expect(html).not.toBe(printed);
  const page = await browser.browser.newPage();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("dialog", (dialog) => void dialog.dismiss());
  await page.setContent(html, { waitUntil: "load" });
  const found = await page.evaluate(() => {
    for (const link of document.querySelectorAll("a")) {
      if (link.protocol === "javascript:") document.documentElement.dataset.hacked = "link";
    }
    const handlers = [...document.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.toLowerCase().startsWith("on")),
    );
    const forbidden = document.querySelectorAll(
      "script, iframe, object, embed, base, link, form, template",
    ).length;
    return { hacked: document.documentElement.dataset.hacked ?? null, handlers, forbidden };
  });
  await page.close();
  expect(found).toEqual({ hacked: null, handlers: [], forbidden: 0 });
  expect(requests.filter((url) => !url.startsWith("data:") && url !== "about:blank")).toEqual([]);
}

test("the corpus is a real one: on a page that takes it as it is, scripts run and requests are made", async () => {
  const page = await browser.browser.newPage();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  // The refresh would leave the page before we have looked.
  const staying = corpus.filter((html) => !html.includes("refresh"));
  await page.setContent(staying.join("\n"), { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => document.documentElement.dataset.hacked === "1");
  expect(requests.length).toBeGreaterThan(0);
  await page.close();
});

describe("the corpus does nothing", () => {
  test.each(channels)("in %s", async (_, changes) => {
    const outputs = corpus.map(
      (data): CellOutput => ({ channel: "output", mimetype: "text/html", data, ...changes }),
    );
    const isConsole = ["stdout", "stderr", "media"].includes(changes.channel ?? "output");
    // One cell has one output; its console has them all.
    if (isConsole) return expectHarmless(await reportOfOutputs(outputs));
    const { cells, ...rest } = await reportOfOutputs(outputs.slice(0, 1));
    const many = await Promise.all(outputs.map(async (output) => (await reportOfOutputs([output])).cells));
    await expectHarmless({ ...rest, cells: many.flat() });
    expect(cells).toHaveLength(1);
  });

  test("in titles, names, labels, messages and errors", async () => {
    const { report, source, cells } = await reportOfOutputs([]);
    const [cell] = cells;
    if (cell === undefined) throw new Error("There is no cell");
    const results = corpus.map((label) => ({
      label,
      cell: null,
      state: "failed" as const,
      messages: corpus,
      marks: null,
    }));
    const problem = {
      type: corpus[0] ?? "",
      message: corpus.join(),
      exception: corpus.join(),
      raisedBy: null,
    };
    const text = corpus.join();
    const errors = [{ cell: text, number: 1, name: text, problem }];
    const hostile = { ...report, title: text, filename: text, of: text, results, errors };
    const named = {
      ...cell,
      id: text,
      name: text,
      code: text,
      problems: [problem],
      answers: { [text]: text },
    };
    await expectHarmless({ report: hostile, source, cells: [named] });
  });

  test("in what a UI element answers", async () => {
    const lazy = "<marimo-ui-element object-id='a-0'><marimo-lazy></marimo-lazy></marimo-ui-element>";
    const { report, source, cells } = await reportOfOutputs([
      { channel: "output", mimetype: "text/html", data: lazy },
    ]);
    const answered = corpus.flatMap((answer) =>
      cells.map((cell) => ({ ...cell, answers: { "a-0": answer } })),
    );
    await expectHarmless({ report, source, cells: answered });
  });
});

test("an output cannot cover what the report says, nor borrow its looks", async () => {
  const cover = `<div style="position:fixed;inset:0;z-index:9;background:red" class="report verdict" id="cell-1">PASS</div>
    <div style="margin-top:-3000px;height:3000px;background:red;transform:translateY(-3000px)">PASS</div>`;
  const html = await browser.print(
    await reportOfOutputs([{ channel: "output", mimetype: "text/html", data: cover }], "Honest"),
  );
  const { page } = await browser.open(html);
  const title = page.getByRole("heading", { name: "Honest" });
  const box = await title.boundingBox();
  if (box === null) throw new Error("The title is not drawn");
  const top = await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.tagName, {
    x: box.x + 5,
    y: box.y + box.height / 2,
  });
  expect(top).toBe("H1");
  expect(await page.locator(".output [class], .output [id='cell-1']").count()).toBe(0);
  await page.context().close();
});

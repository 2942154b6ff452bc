/** A report as one HTML file that needs nothing else: no script, no network, no font from elsewhere. */
import type { CheckItem } from "../checks/list.ts";
import type { CheckReport, KeptReport } from "../checks/report.ts";
import { cellAnchor, printCell } from "./cell.ts";
import { messageNodes } from "./formula.ts";
import { escapeHtml, type HtmlNode, h, printHtml } from "./html.ts";
import type { ReportTools } from "./translate.ts";
import type { ReportWords } from "./words.ts";

export interface PageParts {
  readonly words: ReportWords;
  readonly tools: ReportTools;
  /** The style sheet: ours, so it is written as it is. */
  readonly style: string;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:";

export function printReport(kept: KeptReport, { words, tools, style }: PageParts): string {
  const { report, cells } = kept;
  const printed = cells
    .map((cell, index) => printCell(cell, index + 1, words, tools))
    .filter((html) => html !== "");
  return `<!doctype html>
<html lang="${escapeHtml(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${report.title}: ${words.name}`)}</title>
<style>
${style}
</style>
</head>
<body>
${printHtml([summary(report, words, tools)])}
<main class="notebook">
<h2>${escapeHtml(words.notebook)}</h2>
${printed.join("\n")}
</main>
</body>
</html>
`;
}

function summary(report: CheckReport, words: ReportWords, tools: ReportTools): HtmlNode {
  const { results, errors } = report;
  const checks = [
    h("h2", {}, words.checks),
    checkTable(results, words, tools),
    h("p", { class: "visible" }, words.visible),
  ];
  return h(
    "header",
    { class: "report" },
    h("p", { class: "kind" }, words.name),
    h("h1", {}, report.title),
    h("p", { class: "verdict" }, words.summary(report)),
    ...(report.ended.kind === "finished" ? [] : [h("p", { class: "ended" }, words.ended(report))]),
    facts(report, words),
    ...(results.length === 0 ? [] : checks),
    ...(errors.length === 0 ? [] : [h("h2", {}, words.errors), errorList(report, words)]),
  );
}

function facts(report: CheckReport, words: ReportWords): HtmlNode {
  const rows = [
    [words.facts.file, report.filename],
    [words.facts.at, words.time(report.at)],
    [words.facts.took, words.duration(report.duration)],
    [words.facts.of, report.of],
  ] as const;
  return h("dl", {}, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** The shape says the state as well as its colour and its word. */
const signs = { passed: "✓", partly: "◐", failed: "✗", waiting: "…", idle: "○" } as const;

function checkTable(results: readonly CheckItem[], words: ReportWords, tools: ReportTools): HtmlNode {
  const rows = results.map(({ label, state, messages, marks }) => {
    const list = messages.map((message) => h("li", {}, ...messageNodes(message, tools)));
    const sign = h("span", { "aria-hidden": "true" }, signs[state]);
    return h(
      "tr",
      { class: `check ${state}` },
      h("td", { class: "state" }, sign, " ", words.states[state]),
      h("td", {}, label, ...(list.length === 0 ? [] : [h("ul", {}, ...list)])),
      h("td", { class: "marks" }, marks === null ? "" : words.marks(marks)),
    );
  });
  return h("table", { class: "checks" }, h("tbody", {}, ...rows));
}

function errorList({ errors }: CheckReport, words: ReportWords): HtmlNode {
  const items = errors.map(({ number, name, problem }) =>
    h(
      "li",
      {},
      h("a", { href: `#${cellAnchor(number)}` }, words.cell(number, name)),
      ": ",
      words.problem(problem),
    ),
  );
  return h("ul", { class: "errors" }, ...items);
}

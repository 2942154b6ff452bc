/** One cell of a report: its code, what it showed and printed, and why it did not run. */
import type { ReportCell } from "../checks/report.ts";
import { isOwnProblem } from "../checks/report-problems.ts";
import type { CellOutput } from "../checks/report-run.ts";
import { type HtmlNode, h, printHtml, textOf } from "./html.ts";
import { translateMarimo } from "./marimo.ts";
import { mimeNodes, stripAnsi } from "./mime.ts";
import type { ReportTools, Translation } from "./translate.ts";
import type { ReportWords } from "./words.ts";

/** The anchor of the cell with that place in the notebook; ids of outputs all begin with `o`. */
export function cellAnchor(number: number): string {
  return `cell-${number}`;
}

/** HTML text of the cell, sanitised; "" when there is nothing to show. */
export function printCell(cell: ReportCell, number: number, words: ReportWords, tools: ReportTools): string {
  const translation: Translation = {
    tools,
    words,
    prefix: `o${number}-`,
    answers: cell.answers,
    marimo: translateMarimo,
    object: "",
    depth: 0,
  };
  const output = cell.output === null ? [] : mimeNodes(cell.output.mimetype, cell.output.data, translation);
  const shown = output.length === 0 ? "" : tools.sanitise(printHtml(output));
  const rest = [...problemNodes(cell, words), ...consoleNodes(cell.console, translation)];
  const isProse = cell.hideCode && cell.console.length === 0 && cell.problems.length === 0;
  const code = isProse && shown !== "" ? [] : codeNodes(cell, words);
  if (shown === "" && rest.length === 0 && code.length === 0) return "";
  const title = h("h3", {}, words.cell(number, cell.name));
  return [
    `<section class="cell" id="${cellAnchor(number)}">`,
    printHtml([title, ...code]),
    shown === "" ? "" : `<div class="output">${shown}</div>`,
    printHtml(rest),
    "</section>",
  ].join("\n");
}

function codeNodes({ code, hideCode }: ReportCell, words: ReportWords): readonly HtmlNode[] {
  if (code.trim() === "") return [];
  const text = h("pre", { class: "code" }, code);
  return [hideCode ? h("details", {}, h("summary", {}, words.code), text) : text];
}

function problemNodes(cell: ReportCell, words: ReportWords): readonly HtmlNode[] {
  const own = cell.problems.filter((problem) => isOwnProblem(problem, cell.id));
  const lines = own.map((problem) => h("p", { class: "problem" }, words.problem(problem)));
  if (own.length < cell.problems.length) lines.push(h("p", { class: "held-back" }, words.heldBack));
  else if (cell.state !== "done") lines.push(h("p", { class: "held-back" }, stateWords(cell.state, words)));
  return lines;
}

function stateWords(state: Exclude<ReportCell["state"], "done">, words: ReportWords): string {
  return { running: words.stoppedHere, "not-reached": words.notReached, disabled: words.disabled }[state];
}

function consoleNodes(console: readonly CellOutput[], translation: Translation): readonly HtmlNode[] {
  if (console.length === 0) return [];
  const parts = console.flatMap((part) => consolePart(part, translation));
  return [h("div", { class: "console", role: "group", "aria-label": translation.words.console }, ...parts)];
}

function consolePart(part: CellOutput, translation: Translation): readonly HtmlNode[] {
  if (part.mimetype === "application/vnd.marimo+traceback") {
    return [h("pre", { class: "stderr" }, textOf(translation.tools.readHtml(part.data)).trimEnd())];
  }
  if (part.mimetype === "text/plain") return [h("pre", { class: part.channel }, stripAnsi(part.data))];
  return mimeNodes(part.mimetype, part.data, translation);
}

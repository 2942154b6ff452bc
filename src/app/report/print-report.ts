/** Prints a report with all that it needs. Loaded only when somebody opens or downloads one. */
import type { KeptReport } from "../../core/checks/report.ts";
import { printReport } from "../../core/report/page.ts";
import tokens from "../../look/tokens.css?inline";
import { reportWords } from "../../words/report.ts";
import { followSystem } from "./follow-system.ts";
import outputs from "./outputs.css?inline";
import page from "./report.css?inline";
import { reportTools } from "./tools.ts";

export function printReportFile(kept: KeptReport): string {
  return printReport(kept, {
    words: reportWords,
    tools: reportTools,
    style: [followSystem(tokens), outputs, page].join("\n"),
  });
}

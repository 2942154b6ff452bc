/** Printing brings a sanitiser and KaTeX along, so it is loaded when the first report is opened. */
import type { KeptReport } from "../../core/checks/report.ts";
import type { ShellFailure } from "../../state/failure.ts";

export function printReport(kept: KeptReport): Promise<string | ShellFailure> {
  return import("./print-report.ts").then(
    ({ printReportFile }) => printReportFile(kept),
    () => ({ failure: "pieces-missing", piece: "report" }),
  );
}

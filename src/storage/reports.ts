/** Reports on disk: the last one of each notebook, and beside it the little that lists show of it. */
import { readKeptReport } from "../core/checks/kept-report.ts";
import type { ReportSummary, Reports } from "../state/environment.ts";
import { keyOf, type Store } from "./database.ts";
import { readSummary, summaryOf } from "./report-summary.ts";

export function createReports({ use }: Store): Pick<Reports, "read" | "write" | "summaries"> {
  return {
    read: (key) =>
      use(async (database) => {
        const stored = await database.get("reports", keyOf(key));
        return readKeptReport(stored?.kept);
      }),
    write: ({ course, notebook }, kept) =>
      use(async (database) => {
        const transaction = database.transaction(["reports", "summaries"], "readwrite");
        await Promise.all([
          transaction.objectStore("reports").put({ course, notebook, kept }),
          transaction.objectStore("summaries").put({ course, notebook, ...summaryOf(kept) }),
          transaction.done,
        ]);
        return undefined;
      }),
    summaries: (course) =>
      use(async (database) => {
        const found = new Map<string, ReportSummary>();
        for (const stored of await database.getAllFromIndex("summaries", "by-course", course)) {
          const summary = readSummary(stored);
          if (summary !== undefined) found.set(stored.notebook, summary);
        }
        return found;
      }),
  };
}

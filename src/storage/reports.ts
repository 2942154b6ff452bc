/** Reports on disk: the last one of each notebook. */
import { readKeptReport } from "../core/checks/kept-report.ts";
import type { Reports } from "../state/environment.ts";
import { keyOf, type Store } from "./database.ts";

export function createReports({ use }: Store): Pick<Reports, "read" | "write"> {
  return {
    read: (key) =>
      use(async (database) => {
        const stored = await database.get("reports", keyOf(key));
        return readKeptReport(stored?.kept);
      }),
    write: ({ course, notebook }, kept) =>
      use(async (database) => {
        await database.put("reports", { course, notebook, kept });
        return undefined;
      }),
  };
}

/** Reports on disk: the last one of each notebook. */
import { readKeptReport } from "../core/checks/kept-report.ts";
import type { Reports } from "../state/environment.ts";
import { createDatabaseUser, keyOf } from "./database.ts";

export function createReports(basePath: string): Pick<Reports, "read" | "write"> {
  const withDatabase = createDatabaseUser(basePath);
  return {
    read: (key) =>
      withDatabase(async (database) => {
        const stored = await database.get("reports", keyOf(key));
        return readKeptReport(stored?.kept);
      }),
    write: ({ course, notebook }, kept) =>
      withDatabase(async (database) => {
        await database.put("reports", { course, notebook, kept });
        return undefined;
      }),
  };
}

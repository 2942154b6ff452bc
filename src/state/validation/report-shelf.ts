/** The last report of a notebook: kept with its draft, shown, handed out as a file. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { isStale, type KeptReport } from "../../core/checks/report.ts";
import { reportName } from "../../core/report/name.ts";
import type { DraftKey, Environment } from "../environment.ts";
import type { Notices } from "../notices.ts";

export interface ReportShelf {
  /** The last report; null before the first. */
  readonly kept: ReadonlySignal<KeptReport | null>;
  /** The source is not, letter for letter, what the report speaks of. */
  readonly isStale: ReadonlySignal<boolean>;
  /** The opened report: a whole HTML file, to be shown in a frame that runs nothing. Null when none is open. */
  readonly page: ReadonlySignal<string | null>;
  put(report: KeptReport): void;
  open(): Promise<void>;
  close(): void;
  download(): Promise<void>;
}

export interface ReportShelfParts {
  readonly environment: Pick<Environment, "reports" | "downloads">;
  readonly notices: Pick<Notices, "fail">;
  readonly key: DraftKey;
  readonly source: ReadonlySignal<string>;
}

export function createReportShelf({ environment, notices, key, source }: ReportShelfParts): ReportShelf {
  const { reports, downloads } = environment;
  const kept = signal<KeptReport | null>(null);
  const page = signal<string | null>(null);
  void load();

  async function load(): Promise<void> {
    const stored = await reports.read(key);
    // A validation may have been quicker than the disk. A report that cannot be read is none: it can be made again.
    if (stored !== undefined && !("failure" in stored)) kept.value ??= stored;
  }

  /** The HTML of the present report; undefined when there is none or it cannot be printed. */
  async function print(): Promise<string | undefined> {
    if (kept.value === null) return undefined;
    const html = await reports.print(kept.value);
    if (typeof html === "string") return html;
    notices.fail(html);
    return undefined;
  }

  return {
    kept,
    isStale: computed(() => kept.value !== null && isStale(kept.value, source.value)),
    page,
    put(report) {
      kept.value = report;
      page.value = null;
      void reports.write(key, report).then((failure) => {
        if (failure !== undefined) notices.fail(failure);
      });
    },
    async open() {
      page.value = (await print()) ?? null;
    },
    close() {
      page.value = null;
    },
    async download() {
      const { filename } = kept.value?.report ?? { filename: "" };
      const html = await print();
      if (html === undefined) return;
      downloads.save({ name: reportName(filename), blob: new Blob([html], { type: "text/html" }) });
    },
  };
}

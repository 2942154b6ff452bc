/** What this browser keeps of a student's work in a course, by notebook, with digests for what is compared. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { digestOf } from "../../core/digest.ts";
import { isFailure } from "../../core/failure.ts";
import type { Receipt } from "../../core/submission/records.ts";
import type { Draft, ReportSummary } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";
import type { CoursePorts, Handout } from "./ports.ts";

export interface LocalWork {
  readonly draft: Draft | null;
  readonly handout: Handout | null;
  readonly summary: ReportSummary | null;
  /** Of everybody who submits from this browser, newest first. */
  readonly receipts: readonly Receipt[];
  /** Of the texts; null for what is not here. */
  readonly digests: { readonly draft: string | null; readonly handedOut: string | null };
}

export interface LocalWorks {
  /** By notebook; empty until it was read. */
  readonly all: ReadonlySignal<ReadonlyMap<string, LocalWork>>;
  readonly receipts: ReadonlySignal<readonly Receipt[]>;
  /** Reads it again. */
  load(): Promise<undefined | ShellFailure>;
}

type Ports = Pick<CoursePorts, "drafts" | "handouts" | "reports" | "submissions">;

export function createLocalWorks(ports: Ports, course: string): LocalWorks {
  const all = signal<ReadonlyMap<string, LocalWork>>(new Map());
  const receipts = signal<readonly Receipt[]>([]);
  const digest = rememberDigests();
  let asked = 0;
  let shown = 0;
  return {
    all,
    receipts,
    async load() {
      const reading = ++asked;
      const [drafts, handouts, summaries, received] = await Promise.all([
        ports.drafts.list(course),
        ports.handouts.list(course),
        ports.reports.summaries(course),
        ports.submissions.receipts(course),
      ]);
      if (isFailure(drafts)) return drafts;
      if (isFailure(handouts)) return handouts;
      if (isFailure(summaries)) return summaries;
      if (isFailure(received)) return received;
      const draftOf = byNotebook(drafts);
      const handoutOf = byNotebook(handouts);
      const notebooks = new Set([
        ...draftOf.keys(),
        ...handoutOf.keys(),
        ...received.map(({ notebook }) => notebook),
      ]);
      const works = [...notebooks].map(async (notebook): Promise<[string, LocalWork]> => {
        const draft = draftOf.get(notebook) ?? null;
        const handout = handoutOf.get(notebook) ?? null;
        // What the student began from, though something else may have been handed out since.
        const original = draft?.original ?? (await handout?.files[0]?.blob.text()) ?? null;
        const [ofDraft, handedOut] = await Promise.all([
          draft && digest(draft.source),
          original === null ? null : digest(original),
        ]);
        const summary = summaries.get(notebook) ?? null;
        const submitted = received.filter((receipt) => receipt.notebook === notebook);
        return [
          notebook,
          { draft, handout, summary, receipts: submitted, digests: { draft: ofDraft, handedOut } },
        ];
      });
      const read = new Map(await Promise.all(works));
      // One that began later may have ended earlier.
      if (reading < shown) return undefined;
      shown = reading;
      all.value = read;
      receipts.value = received;
      return undefined;
    },
  };
}

function byNotebook<T extends { readonly notebook: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((one) => [one.notebook, one]));
}

/** Texts change seldom, and are asked about at each look at the list. */
function rememberDigests(): (text: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (text) => {
    const digest = known.get(text) ?? digestOf(text);
    known.set(text, digest);
    return digest;
  };
}

/** Every check of a notebook with its state: what its text promises, joined with what ran. */
import { findCheckCalls, findMarks } from "./calls.ts";
import type { CheckRecord } from "./record.ts";

export type CheckState = "idle" | "waiting" | "passed" | "partly" | "failed";

/** A check that the notebook's text makes. */
export interface ListedCheck {
  readonly cell: string;
  readonly label: string;
  /** Question key of a Grader; null for a plain check. */
  readonly key: string | null;
  /** Marks that a Grader gives for it, when they are written out in the notebook. */
  readonly available: number | null;
}

/** A check as people see it. */
export interface CheckItem {
  readonly label: string;
  readonly cell: string | null;
  readonly state: CheckState;
  readonly messages: readonly string[];
  readonly marks: { readonly earned: number | null; readonly available: number } | null;
}

export interface CheckTotals {
  readonly passed: number;
  readonly all: number;
  /** Null when no check gives marks. */
  readonly marks: { readonly earned: number; readonly available: number } | null;
}

export interface CellText {
  readonly id: string;
  readonly code: string;
}

/** The checks in the order of the cells, one for each label. */
export function listChecks(cells: readonly CellText[]): ListedCheck[] {
  const marks = new Map(
    cells.flatMap((cell) => (cell.code.includes("Grader") ? [...findMarks(cell.code)] : [])),
  );
  const listed = new Map<string, ListedCheck>();
  for (const cell of cells) {
    if (!cell.code.includes("check")) continue;
    for (const call of findCheckCalls(cell.code)) {
      const key = questionKey(call.label);
      // Notebooks bind `check = grader.check`, so a plain call with a key that a Grader knows is a Grader's.
      const graded = call.ofGrader || marks.has(key);
      if (listed.has(call.label)) continue;
      const available = graded ? (marks.get(key) ?? null) : null;
      listed.set(call.label, { cell: cell.id, label: call.label, key: graded ? key : null, available });
    }
  }
  return [...listed.values()];
}

/** The text of a label before its first colon (mograder's rule for the key of a question). */
export function questionKey(label: string): string {
  return (label.split(":", 1)[0] ?? "").trim();
}

/**
 * Listed checks with their last records; checks whose label is only known at run time follow at the end.
 * The last record of a label wins (`mo.stop(…, check(…, []))` always makes a first one). What a label in `outdated`
 * said is not true any more: its check is idle again.
 */
export function joinChecks(
  listed: readonly ListedCheck[],
  records: readonly CheckRecord[],
  outdated: ReadonlySet<string> = new Set(),
): CheckItem[] {
  const last = new Map(records.map((record) => [record.label, record]));
  const items = listed.map((check) => toItem(check, last.get(check.label), outdated));
  const known = new Set(listed.map((check) => check.label));
  for (const record of last.values()) {
    if (!known.has(record.label)) items.push(toItem({ ...record, available: null }, record, outdated));
  }
  return items;
}

export function countChecks(items: readonly CheckItem[]): CheckTotals {
  const marked = items.flatMap((item) => (item.marks === null ? [] : [item.marks]));
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    passed: items.filter((item) => item.state === "passed").length,
    all: items.length,
    marks:
      marked.length === 0
        ? null
        : { earned: sum(marked.map((m) => m.earned ?? 0)), available: sum(marked.map((m) => m.available)) },
  };
}

function toItem(
  check: { label: string; cell: string | null; available: number | null },
  last: CheckRecord | undefined,
  outdated: ReadonlySet<string>,
): CheckItem {
  const record = outdated.has(check.label) ? undefined : last;
  const unearned = check.available === null ? null : { earned: null, available: check.available };
  return {
    label: check.label,
    cell: last?.cell ?? check.cell,
    state: record === undefined ? "idle" : states[record.status],
    messages: record?.details ?? [],
    marks: record?.marks ?? unearned,
  };
}

const states = {
  success: "passed",
  partial: "partly",
  danger: "failed",
  warn: "waiting",
} as const satisfies Record<CheckRecord["status"], CheckState>;

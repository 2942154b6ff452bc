/** Submit: what will be sent, shown before it is sent, and then put into the outbox. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { digestOf } from "../../core/digest.ts";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Queued } from "../../core/submission/records.ts";
import { refusedByRules } from "../../core/submission/rules.ts";
import {
  type Access,
  NO_RULES,
  type RemoteAssignment,
  type TransportConfig,
} from "../../core/submission/transport.ts";
import type { ShellFailure } from "../failure.ts";
import type { CoursePorts } from "./ports.ts";
import type { DeskRow } from "./rows.ts";
import type { WorkText } from "./work-files.ts";

export interface SubmissionPlan {
  readonly row: DeskRow;
  readonly assignment: RemoteAssignment;
  readonly access: Access;
  readonly filename: string;
  readonly content: Blob;
  readonly digest: string;
  /** The checks of the last validation are of this very text. */
  readonly isValidated: boolean;
  /** The server has this very text already. */
  readonly isSame: boolean;
  /** The text is as it was handed out. */
  readonly isUntouched: boolean;
  /** What it would take the place of, and when that was submitted; null for nothing. */
  readonly earlier: { readonly at: number | null } | null;
}

export type SubmitState =
  | { readonly kind: "closed" }
  /** Nobody is signed in: the plan follows when somebody is. */
  | { readonly kind: "signed-out"; readonly notebook: string }
  | { readonly kind: "preparing" }
  | { readonly kind: "failed"; readonly failure: TransportFailure | ShellFailure }
  | { readonly kind: "ready"; readonly plan: SubmissionPlan }
  /** In the outbox under this id, until a receipt of the same id says that it arrived. */
  | { readonly kind: "sent"; readonly id: string; readonly plan: SubmissionPlan };

/** What the student has chosen and agreed to. */
interface Choice {
  readonly final: boolean;
  readonly agreed: boolean;
}

export interface Submitting {
  readonly state: ReadonlySignal<SubmitState>;
  begin(notebook: string): Promise<void>;
  confirm(choice: Choice): Promise<void>;
  close(): void;
}

export interface SubmittingParts {
  readonly ports: Pick<CoursePorts, "clock" | "randomName">;
  /** The course's config URL. */
  readonly course: string;
  readonly server: TransportConfig;
  access(): Access | undefined;
  row(notebook: string): DeskRow | undefined;
  /** What is typed and kept, to the last letter; undefined when there is nothing to send. */
  readText(row: DeskRow): Promise<WorkText | ShellFailure | undefined>;
  /** Makes rows say what has happened since: a validation, say. */
  readRows(): Promise<unknown>;
  add(queued: Queued): Promise<undefined | ShellFailure>;
}

export function createSubmitting(parts: SubmittingParts): Submitting {
  const state = signal<SubmitState>({ kind: "closed" });
  let generation = 0;

  async function prepare(notebook: string): Promise<SubmitState> {
    const before = parts.row(notebook);
    const access = parts.access();
    if (before === undefined) return failed({ failure: "no-such-assignment", assignment: notebook });
    if (access === undefined) return { kind: "signed-out", notebook };
    const assignment = before.remote ?? knownBy(parts.server, before);
    if (assignment === undefined) return failed({ failure: "no-such-assignment", assignment: before.name });
    const text = await parts.readText(before);
    await parts.readRows();
    const row = parts.row(notebook) ?? before;
    if (text === undefined) return failed({ failure: "no-such-notebook", notebook: row.name });
    if (isFailure(text)) return failed(text);
    const { filename, source, isUntouched } = text;
    const content = new Blob([source], { type: "text/x-python" });
    const digest = await digestOf(source);
    // What the student still has to choose and agree to is not asked about yet.
    const outgoing = { filename, content, digest, final: true, agreed: true };
    const refusal = refusedByRules(assignment.rules, outgoing);
    if (refusal !== undefined) return failed(refusal);
    const { checks, submission, receipt } = row;
    const there = submission?.files?.some((file) => file.digest === digest) ?? receipt?.digest === digest;
    const isValidated = checks !== null && !checks.isStale;
    return {
      kind: "ready",
      plan: {
        row,
        assignment,
        access,
        filename,
        content,
        digest,
        isValidated,
        isSame: there,
        isUntouched,
        earlier: earlierOf(row),
      },
    };
  }

  return {
    state,
    async begin(notebook) {
      const mine = ++generation;
      state.value = { kind: "preparing" };
      const next = await prepare(notebook);
      if (mine === generation) state.value = next;
    },
    async confirm(choice) {
      if (state.value.kind !== "ready") return;
      const { plan } = state.value;
      state.value = { kind: "preparing" };
      const queued = toQueued(parts, plan, choice);
      const failure = await parts.add(queued);
      state.value = failure === undefined ? { kind: "sent", id: queued.id, plan } : failed(failure);
    },
    close() {
      generation++;
      state.value = { kind: "closed" };
    },
  };
}

function toQueued(
  { ports, course, server }: SubmittingParts,
  { row, assignment, access, filename, content, digest }: SubmissionPlan,
  choice: Choice,
): Queued {
  return {
    id: ports.randomName(),
    course,
    kind: server.kind,
    server: server.url,
    notebook: row.notebook,
    // The server may call it otherwise than the course does.
    assignment: { ...assignment, name: row.name },
    user: access.user,
    filename,
    content,
    digest,
    ...choice,
    queuedAt: ports.clock.now(),
    tries: 0,
    nextTry: 0,
    before: null,
    trouble: null,
  };
}

/** By the server's clock where it tells, else by this device's. */
function earlierOf({ submission, receipt }: DeskRow): SubmissionPlan["earlier"] {
  if (submission === null && receipt === null) return null;
  return { at: submission?.at ?? receipt?.at ?? receipt?.seenAt ?? null };
}

function failed(failure: TransportFailure | ShellFailure): SubmitState {
  return { kind: "failed", failure };
}

/** Without the server's list there is what the course's file says of an assignment, which is enough to send by. */
function knownBy({ kind }: TransportConfig, row: DeskRow): RemoteAssignment | undefined {
  if (row.own === null) return undefined;
  const { id, name, cmid, due } = row.own;
  // Moodle knows its assignments by number alone.
  if (kind === "moodle" && !/^\d+$/.test(id)) return undefined;
  return { id, name, cmid, due, opens: null, cutoff: null, files: [], rules: NO_RULES };
}

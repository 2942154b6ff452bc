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

export interface Submitting {
  readonly state: ReadonlySignal<SubmitState>;
  begin(notebook: string): Promise<void>;
  /** `final` and `agreed` as the student has chosen. */
  confirm(choice: { final: boolean; agreed: boolean }): Promise<void>;
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
  add(queued: Queued): Promise<undefined | ShellFailure>;
}

export function createSubmitting(parts: SubmittingParts): Submitting {
  const state = signal<SubmitState>({ kind: "closed" });
  let generation = 0;

  async function prepare(notebook: string): Promise<SubmitState> {
    const row = parts.row(notebook);
    const access = parts.access();
    if (row === undefined) return failed({ failure: "no-such-assignment", assignment: notebook });
    if (access === undefined) return { kind: "signed-out", notebook };
    const assignment = row.remote ?? knownBy(parts.server, row);
    if (assignment === undefined) return failed({ failure: "no-such-assignment", assignment: row.name });
    const text = await parts.readText(row);
    if (text === undefined) return failed({ failure: "no-such-notebook", notebook: row.name });
    if (isFailure(text)) return failed(text);
    const { filename, source } = text;
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
      plan: { row, assignment, access, filename, content, digest, isValidated, isSame: there },
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
    async confirm({ final, agreed }) {
      if (state.value.kind !== "ready") return;
      const { plan } = state.value;
      const { row, assignment, access, filename, content, digest } = plan;
      const id = parts.ports.randomName();
      state.value = { kind: "preparing" };
      const failure = await parts.add({
        id,
        course: parts.course,
        kind: parts.server.kind,
        server: parts.server.url,
        notebook: row.notebook,
        assignment,
        user: access.user,
        filename,
        content,
        digest,
        final,
        agreed,
        queuedAt: parts.ports.clock.now(),
        tries: 0,
        nextTry: 0,
        before: null,
        trouble: null,
      });
      state.value = failure === undefined ? { kind: "sent", id, plan } : failed(failure);
    },
    close() {
      generation++;
      state.value = { kind: "closed" };
    },
  };
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

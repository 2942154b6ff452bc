/** What the course's server says: its assignments, and what it has of this student's. Kept, and shown when it is out of reach. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Access, RemoteAssignment, RemoteStatus, Transport } from "../../core/submission/transport.ts";
import type { CoursePorts, NotedStatus, ServerNote } from "./ports.ts";

export interface ServerView {
  /** Null before it was ever asked. */
  readonly note: ReadonlySignal<ServerNote | null>;
  readonly refreshing: ReadonlySignal<boolean>;
  /** Why the last refresh did not get everything. */
  readonly trouble: ReadonlySignal<TransportFailure | null>;
  /** Reads what was kept. */
  load(): Promise<void>;
  /** Asks the server for everything; one refresh at a time. */
  refresh(access: Access): Promise<void>;
  /** What somebody else has just asked for. */
  take(assignment: RemoteAssignment, status: RemoteStatus): void;
  /** The student has looked at the grade. */
  see(assignment: string): void;
  /** Nothing of one student is shown to the next. */
  forget(): Promise<void>;
  close(): void;
}

export interface ServerViewParts {
  readonly ports: Pick<CoursePorts, "notes" | "clock">;
  /** The course's config URL. */
  readonly course: string;
  readonly server: string;
  readonly transport: Transport;
  expired(why: TransportFailure): void;
  graded(assignment: RemoteAssignment, grade: string): void;
  failed(failure: TransportFailure): void;
}

/** Questions under way at the same time. */
const AT_ONCE = 4;

export function createServerView(parts: ServerViewParts): ServerView {
  const { ports, course, server, transport } = parts;
  const note = signal<ServerNote | null>(null);
  const trouble = signal<TransportFailure | null>(null);
  const refreshing = signal(false);
  const aborter = new AbortController();

  /** A store that is full is no reason to show less. */
  function keep(next: ServerNote): void {
    note.value = next;
    void ports.notes.write(next);
  }

  function take(assignment: RemoteAssignment, status: RemoteStatus): void {
    const { value } = note;
    if (value === null) return;
    const before = value.statuses[assignment.id];
    const noted = noteStatus(before, status, ports.clock.now());
    if (!noted.isSeen && before?.isSeen !== false) parts.graded(assignment, status.grade?.text ?? "");
    keep({ ...value, statuses: { ...value.statuses, [assignment.id]: noted } });
  }

  async function ask(access: Access): Promise<TransportFailure | null> {
    const assignments = await transport.list(access, aborter.signal);
    if (isFailure(assignments)) return assignments;
    const listedAt = ports.clock.now();
    keep({ course, server, user: access.user, listedAt, assignments, statuses: note.value?.statuses ?? {} });
    let failure: TransportFailure | null = null;
    await inTurns(assignments, AT_ONCE, async (assignment) => {
      const status = await transport.status(access, assignment, null, aborter.signal);
      if (aborter.signal.aborted) return;
      if (isFailure(status)) failure = status;
      else take(assignment, status);
    });
    return failure;
  }

  return {
    note,
    refreshing,
    trouble,
    async load() {
      const stored = await ports.notes.read(course);
      if (stored !== undefined && !isFailure(stored) && stored.server === server) note.value ??= stored;
    },
    async refresh(access) {
      if (refreshing.value) return;
      refreshing.value = true;
      const failure = await ask(access);
      refreshing.value = false;
      if (aborter.signal.aborted) return;
      trouble.value = failure;
      if (failure?.failure === "signed-out") parts.expired(failure);
      else if (failure !== null) parts.failed(failure);
    },
    take,
    see(id) {
      const { value } = note;
      const noted = value?.statuses[id];
      if (!value || !noted || noted.isSeen) return;
      keep({ ...value, statuses: { ...value.statuses, [id]: { ...noted, isSeen: true } } });
    },
    async forget() {
      note.value = null;
      trouble.value = null;
      await ports.notes.remove(course);
    },
    close: () => aborter.abort(),
  };
}

/** A grade is news until it was looked at, and again when it changes. */
function noteStatus(before: NotedStatus | undefined, status: RemoteStatus, askedAt: number): NotedStatus {
  const { grade } = status;
  if (grade === null) return { askedAt, status, isSeen: true, gradedAt: null };
  const was = before?.status.grade;
  const isSame =
    was?.text === grade.text && was.feedback.content === grade.feedback.content && was.at === grade.at;
  return isSame
    ? { askedAt, status, isSeen: before?.isSeen === true, gradedAt: before?.gradedAt ?? null }
    : { askedAt, status, isSeen: false, gradedAt: askedAt };
}

async function inTurns<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** A course as its student works in it: its assignments, its server, what is on the way, what has happened. */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Activity } from "../../core/course/activity.ts";
import type { Course } from "../../core/course/course.ts";
import type { Queued, Receipt } from "../../core/submission/records.ts";
import type { MoodleCourse } from "../../core/submission/transport.ts";
import type { ShellFailure } from "../failure.ts";
import { noteActivity } from "./activity.ts";
import { type Counter, createCounter } from "./counter.ts";
import { fetchCorrections } from "./handing-out.ts";
import { createLocalWorks } from "./local-work.ts";
import { createMoodleChoice, hasMoodleChoice, type MoodleChoice, withMoodleCourse } from "./moodle-course.ts";
import type { Outbox } from "./outbox.ts";
import type { CoursePorts } from "./ports.ts";
import { createRowActions, type RowActions } from "./row-actions.ts";
import { type DeskRow, rowsOf } from "./rows.ts";
import { createSubmitting, type Submitting } from "./submitting.ts";
import { createWorkFiles, type WorkFiles, type WorkText } from "./work-files.ts";

export interface Desk {
  readonly course: Course;
  /** Null where no work is submitted to a server. */
  readonly counter: Counter | null;
  /** Null where the course's file says which of Moodle's courses it is. */
  readonly moodleChoice: MoodleChoice | null;
  readonly rows: ReadonlySignal<readonly DeskRow[]>;
  /** False until everything that is kept here was read. */
  readonly isRead: ReadonlySignal<boolean>;
  readonly trouble: ReadonlySignal<ShellFailure | null>;
  readonly receipts: ReadonlySignal<readonly Receipt[]>;
  /** Of this course. */
  readonly queued: ReadonlySignal<readonly Queued[]>;
  readonly actions: RowActions;
  /** Null where no work is submitted to a server. */
  readonly submitting: Submitting | null;
  activity(): Promise<readonly Activity[] | ShellFailure>;
  /** Reads again what is kept here, and asks the server again. */
  look(): void;
  close(): void;
}

export interface DeskParts {
  readonly ports: CoursePorts;
  readonly course: Course;
  /** Which of Moodle's courses the student has chosen. */
  readonly moodleCourse: MoodleCourse | null;
  readonly outbox: Outbox;
  /** Opens the course anew, after a choice that everything hangs on. */
  reopen(): void;
  /** The text of a notebook that is open at this moment, to the last letter. */
  openText(notebook: string): Promise<WorkText> | undefined;
}

export function createDesk(parts: DeskParts): Desk {
  const { ports, course, outbox, openText } = parts;
  const { url } = course;
  const works = createLocalWorks(ports, url);
  const isRead = signal(false);
  const trouble = signal<ShellFailure | null>(null);
  const aborter = new AbortController();
  const counter = openCounter(parts, () => {
    outbox.sendNow();
    void refresh();
  });
  const moodleChoice = openMoodleChoice(parts, counter);
  const queued = computed(() => outbox.items.value.filter((one) => one.course === url));
  const note = computed(() => counter?.view.note.value ?? null);
  const rows = computed(() =>
    rowsOf({
      course,
      note: note.value,
      works: works.all.value,
      queued: queued.value,
      user: counter?.access.value?.user ?? null,
    }),
  );
  const { signal: left } = aborter;
  const files = createWorkFiles({ ports, course, works, openText, signal: left });
  const actions = createRowActions({ ports, course, counter, works, files, signal: left });

  async function read(): Promise<void> {
    trouble.value = (await works.load()) ?? null;
    await counter?.view.load();
    isRead.value = true;
  }

  async function refresh(): Promise<void> {
    await counter?.refresh();
    const access = counter?.access.value;
    if (!counter || !access) return;
    const place = { ports, course: url, transport: counter.transport, signal: left };
    const keptOf = (notebook: string) => works.all.value.get(notebook)?.handout ?? null;
    const corrected = await fetchCorrections(place, rows.value, keptOf, access);
    for (const assignment of corrected)
      noteActivity(ports, { course: url, assignment }, { kind: "changed-upstream" });
    if (corrected.length > 0) await works.load();
  }

  const stopFollowing = followOutbox(parts, queued, works.load, refresh);
  void read();
  return {
    course,
    counter,
    moodleChoice,
    rows,
    isRead,
    trouble,
    receipts: works.receipts,
    queued,
    actions,
    submitting: openSubmitting(parts, counter, rows, { files, readRows: works.load }),
    activity: () => ports.activity.list(url),
    look() {
      void read();
      void refresh();
    },
    close() {
      aborter.abort();
      stopFollowing();
      moodleChoice?.close();
      counter?.close();
    },
  };
}

/** What arrives is shown as the server has it, whichever tab has sent it. */
function followOutbox(
  { outbox, course }: DeskParts,
  queued: ReadonlySignal<readonly Queued[]>,
  read: () => Promise<unknown>,
  ask: () => Promise<void>,
): () => void {
  const stopListening = outbox.onReceipt((receipt) => {
    if (receipt.course === course.url) void read().then(ask);
  });
  let onTheWay = 0;
  const stopCounting = effect(() => {
    const now = queued.value.length;
    // Without a receipt of ours: another tab has sent it, or it was cancelled.
    if (now < onTheWay) void read();
    onTheWay = now;
  });
  return () => {
    stopListening();
    stopCounting();
  };
}

function openCounter({ ports, course, moodleCourse }: DeskParts, signedIn: () => void): Counter | null {
  const { transport } = course;
  return transport && createCounter(ports, course, withMoodleCourse(transport, moodleCourse), signedIn);
}

function openMoodleChoice(
  { ports, course, moodleCourse: chosen, reopen }: DeskParts,
  counter: Counter | null,
): MoodleChoice | null {
  if (counter === null || !hasMoodleChoice(course)) return null;
  return createMoodleChoice({ ports, url: course.url, counter, chosen, reopen });
}

function openSubmitting(
  { ports, course, outbox }: DeskParts,
  counter: Counter | null,
  rows: ReadonlySignal<readonly DeskRow[]>,
  { files, readRows }: { readonly files: WorkFiles; readonly readRows: () => Promise<unknown> },
): Submitting | null {
  if (counter === null) return null;
  return createSubmitting({
    ports,
    course: course.url,
    server: counter.config,
    access: () => counter.access.value ?? undefined,
    row: (notebook) => rows.value.find((row) => row.notebook === notebook),
    readText: files.text,
    readRows,
    add: outbox.add,
  });
}

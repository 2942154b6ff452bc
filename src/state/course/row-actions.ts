/** What a student may do with one assignment of the dashboard, besides submitting it. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Course } from "../../core/course/course.ts";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { RemoteFile } from "../../core/submission/transport.ts";
import type { ShellFailure } from "../failure.ts";
import { cleanName } from "../outside.ts";
import { printRoute } from "../routes.ts";
import type { NamedBlob } from "../wall.ts";
import { noteActivity } from "./activity.ts";
import type { Counter } from "./counter.ts";
import { fetchHandout } from "./handing-out.ts";
import type { LocalWorks } from "./local-work.ts";
import type { CoursePorts } from "./ports.ts";
import type { DeskRow } from "./rows.ts";
import type { WorkFiles } from "./work-files.ts";

type Trouble = TransportFailure | ShellFailure;
type Busy = "downloading" | "packing" | "resetting";

export type ActionState =
  | { readonly kind: "busy"; readonly what: Busy }
  | { readonly kind: "failed"; readonly failure: Trouble };

export interface RowActions {
  /** By notebook: what is under way, and what went wrong last. */
  readonly states: ReadonlySignal<ReadonlyMap<string, ActionState>>;
  /** Goes to the notebook, after fetching it where it is not here yet; false where it cannot be fetched. */
  open(row: DeskRow): Promise<boolean>;
  /** The student's work as a file. */
  download(row: DeskRow): Promise<void>;
  /** As it was handed out; what was written stays in the history. */
  reset(row: DeskRow): Promise<void>;
  /** A file of the feedback, as a file. */
  fetchFile(row: DeskRow, file: RemoteFile): Promise<void>;
  /** The page among the files of the feedback, to be shown; undefined where there is none, or none to be had. */
  readPage(files: readonly RemoteFile[]): Promise<string | undefined>;
  dismiss(row: DeskRow): void;
}

export interface RowActionsParts {
  readonly ports: CoursePorts;
  readonly course: Course;
  readonly counter: Counter | null;
  readonly works: LocalWorks;
  readonly files: WorkFiles;
  readonly signal: AbortSignal;
}

export function createRowActions(parts: RowActionsParts): RowActions {
  const { ports, course, counter, works, files, signal: left } = parts;
  const states = signal<ReadonlyMap<string, ActionState>>(new Map());

  function show({ notebook }: DeskRow, state: ActionState | null): void {
    const next = new Map(states.value);
    if (state === null) next.delete(notebook);
    else next.set(notebook, state);
    states.value = next;
  }

  /** Shows what is under way and how it failed; true when it did not. */
  async function doing(row: DeskRow, what: Busy, work: () => Promise<Trouble | undefined>): Promise<boolean> {
    show(row, { kind: "busy", what });
    const failure = await work();
    if (left.aborted) return false;
    show(row, failure === undefined ? null : { kind: "failed", failure });
    return failure === undefined;
  }

  async function handOut(row: DeskRow): Promise<Trouble | undefined> {
    if (counter === null) return { failure: "no-such-notebook", notebook: row.name };
    const { transport, access } = counter;
    if (access.value === null) return { failure: "signed-out", host: transport.host };
    const place = { ports, course: course.url, transport, signal: left };
    const handout = await fetchHandout(place, row, access.value);
    if (isFailure(handout)) return handout;
    const bytes = handout.files.reduce((sum, { blob }) => sum + blob.size, 0);
    noteActivity(ports, { course: course.url, assignment: row }, { kind: "downloaded", bytes });
    return works.load();
  }

  async function resetDraft(row: DeskRow): Promise<ShellFailure | undefined> {
    const draft = works.all.value.get(row.notebook)?.draft;
    const original = await files.original(row);
    if (!draft || original === undefined || draft.source === original) return undefined;
    const fresh = { ...draft, source: original, original, savedAt: ports.clock.now() };
    const before = { at: draft.savedAt, reason: "reset", source: draft.source } as const;
    const done = await ports.tabs.whileClosed(draft, async () => ({
      failure: await ports.drafts.write(fresh, { versions: [before], seen: draft.savedAt }),
    }));
    if (done === undefined) return { failure: "read-only" };
    return done.failure ?? works.load();
  }

  return {
    states,
    async open(row) {
      const isHere = !row.isAway || (await doing(row, "downloading", () => handOut(row)));
      if (isHere) ports.links.go(printRoute({ kind: "notebook", course: course.id, notebook: row.notebook }));
      return isHere;
    },
    async download(row) {
      await doing(row, "packing", async () => {
        const file = await files.bundle(row);
        if (file === undefined) return { failure: "no-such-notebook", notebook: row.name };
        if (isFailure(file)) return file;
        save(parts, row, file);
        return undefined;
      });
    },
    async reset(row) {
      await doing(row, "resetting", () => resetDraft(row));
    },
    async fetchFile(row, file) {
      await doing(row, "downloading", async () => {
        if (!counter || counter.access.value === null)
          return { failure: "signed-out", host: counter?.transport.host ?? "" };
        const blob = await counter.transport.file(counter.access.value, file, left);
        if (isFailure(blob)) return blob;
        save(parts, row, { name: cleanName(file.name), blob });
        return undefined;
      });
    },
    readPage: (files) => readPage(parts, files),
    dismiss: (row) => show(row, null),
  };
}

/** More is not shown, and can be downloaded. Bytes. */
const MOST_PAGE = 5_000_000;

/** The page is beside the grade: without it there is still the button that downloads it and says what is wrong. */
async function readPage(
  { counter, signal }: RowActionsParts,
  files: readonly RemoteFile[],
): Promise<string | undefined> {
  const page = files.find(({ name }) => /\.html?$/i.test(name));
  const access = counter?.access.value;
  if (!page || !counter || !access) return undefined;
  const blob = await counter.transport.file(access, page, signal);
  return isFailure(blob) || blob.size > MOST_PAGE ? undefined : blob.text();
}

function save({ ports, course }: RowActionsParts, assignment: DeskRow, file: NamedBlob): void {
  ports.downloads.save(file);
  const what = { kind: "saved", filename: file.name, bytes: file.blob.size } as const;
  noteActivity(ports, { course: course.url, assignment }, what);
}

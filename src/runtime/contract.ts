/**
 * Every type that crosses the wall between the shell (our origin: source text, drafts, tokens) and the
 * notebook frame (opaque origin: notebook code, editor, outputs), and the schema that checks it.
 *
 * What the frame says is a claim by code we do not trust: `FrameMessage` names no notebook, can ask for
 * nothing but what the student's own keyboard could do in this notebook, and is capped in size.
 */
import * as v from "valibot";

export const CONTRACT_VERSION = 1;

/** Longest text that one message may carry: a notebook may have 5 MB (core/notebook). */
const MAX_CODE = 5 * 1024 * 1024;
const MAX_LABEL = 2_000;
/** Of one cell. */
const MOST_HINTS = 100;

const cellId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const code = v.pipe(v.string(), v.maxLength(MAX_CODE));
const label = v.pipe(v.string(), v.maxLength(MAX_LABEL));
const runId = v.pipe(v.number(), v.integer(), v.minValue(0));
const bytes = v.pipe(v.number(), v.minValue(0));
const pixels = v.pipe(v.number(), v.minValue(0), v.maxValue(10_000_000));
const blob = v.instance(Blob);

/* ---- the notebook as both sides see it ---- */

const cellView = v.object({
  id: cellId,
  /** The cell's own name, "" for a nameless one. */
  name: label,
  kind: v.picklist(["code", "function", "class", "setup", "unparsable"]),
  code,
  /** The text of an `mo.md(…)` cell whose text is a plain literal; null for any other cell. */
  markdown: v.nullable(code),
  hideCode: v.boolean(),
  disabled: v.boolean(),
  /** Why a student may not edit the cell; null when they may. */
  locked: v.nullable(v.picklist(["marks", "check", "marker", "elsewhere"])),
});
export type CellView = v.InferOutput<typeof cellView>;

/** One change of the notebook's source, as an editor proposes it. The shell decides. */
const cellEdit = v.variant("kind", [
  v.object({ kind: v.literal("code"), cell: cellId, code }),
  v.object({ kind: v.literal("rename"), cell: cellId, name: label }),
  v.object({
    kind: v.literal("config"),
    cell: cellId,
    hideCode: v.optional(v.boolean()),
    disabled: v.optional(v.boolean()),
  }),
  /** `after: null` inserts at the top. The new cell's id is chosen by the frame, so that it can run at once. */
  v.object({
    kind: v.literal("insert"),
    after: v.nullable(cellId),
    cell: cellId,
    code,
    markdown: v.boolean(),
  }),
  v.object({ kind: v.literal("delete"), cell: cellId }),
  v.object({ kind: v.literal("move"), cell: cellId, to: v.picklist(["up", "down"]) }),
  v.object({ kind: v.literal("convert"), cell: cellId, to: v.picklist(["code", "markdown"]) }),
]);
export type CellEdit = v.InferOutput<typeof cellEdit>;

/* ---- shell → frame ---- */

const settings = v.object({
  /** "reactive": dependants re-run by themselves; "lazy": they turn stale (marimo's `on_cell_change`). */
  onChange: v.picklist(["reactive", "lazy"]),
  theme: v.picklist(["light", "dark"]),
  /** "plain" replaces CodeMirror by a textarea, for screen readers and phones. */
  editor: v.picklist(["code", "plain"]),
});
export type Settings = v.InferOutput<typeof settings>;

/** A data file of the assignment: a real file in the notebook's working directory. */
const dataFile = v.object({ name: v.pipe(v.string(), v.maxLength(255)), blob });

const commands = [
  "run-all",
  "run-stale",
  "run-focused",
  "stop",
  "find",
  "focus-first",
  "focus-last",
] as const;

const shellMessage = v.variant("kind", [
  /** First message: the notebook to show, before any byte of Python is there. */
  v.object({
    kind: v.literal("open"),
    version: v.literal(CONTRACT_VERSION),
    purpose: v.picklist(["edit", "validate"]),
    /** File name of the notebook in its working directory, for `__file__`. */
    filename: v.pipe(v.string(), v.regex(/^[^/\\]{1,200}\.py$/)),
    source: code,
    cells: v.array(cellView),
    settings,
    /** Handed out with the notebook. */
    files: v.array(dataFile),
    /** What the student has put beside them. */
    added: v.array(dataFile),
    /** True: run everything as soon as Python is there. */
    autorun: v.boolean(),
  }),
  /**
   * Python's bytes by part (manifest.ts), unpacked and checked against the manifest, and the worker's script: all that a
   * start from the snapshot needs.
   */
  v.object({
    kind: v.literal("python"),
    worker: blob,
    parts: v.record(v.string(), blob),
    /** Names of the packages inside `files`: nothing of them is ever fetched. */
    packages: v.array(v.string()),
    /** "ordinary" skips the memory snapshot. */
    boot: v.picklist(["snapshot", "ordinary"]),
  }),
  /** The rest of Python's parts, once the frame wants them: package files. */
  v.object({ kind: v.literal("python-files"), parts: v.record(v.string(), blob) }),
  /** marimo's output components (scripts/islands): absent when the frame only validates. */
  v.object({ kind: v.literal("islands"), start: blob, index: blob, style: blob }),
  /** Their modules that are loaded on demand, once the frame wants them. */
  v.object({ kind: v.literal("islands-lazy"), lazy: blob }),
  /** The notebook after a change that the shell made or accepted: the truth. */
  v.object({
    kind: v.literal("notebook"),
    source: code,
    cells: v.array(cellView),
    /** How many `edit`s of this frame are in it: what was typed since is newer than this message. */
    seen: v.pipe(v.number(), v.integer()),
  }),
  /** The text alone, some time after typing: the frame's own cells are newer, but its Python reads the file. */
  v.object({ kind: v.literal("source"), source: code }),
  v.object({ kind: v.literal("settings"), settings }),
  v.object({ kind: v.literal("command"), command: v.picklist(commands) }),
  v.object({ kind: v.literal("show-cell"), cell: cellId }),
  v.object({ kind: v.literal("run-cell"), cell: cellId }),
  /** Files dropped on or pasted into the page around the frame. */
  v.object({ kind: v.literal("files"), files: v.array(dataFile) }),
  /** Asks for a file of the notebook's folder; the frame answers with `save`. */
  v.object({ kind: v.literal("read-file"), name: v.pipe(v.string(), v.maxLength(1_000)) }),
  /** Asks for the values of variables; the frame answers with `answers` when Python has time. */
  v.object({
    kind: v.literal("read-answers"),
    request: runId,
    names: v.pipe(v.array(label), v.maxLength(500)),
  }),
  /** Answer to `need`: the file's bytes, already checked against the lock file, or why there are none. */
  v.object({
    kind: v.literal("got"),
    request: runId,
    result: v.variant("kind", [
      v.object({ kind: v.literal("bytes"), blob }),
      v.object({ kind: v.literal("failed"), failure: label, detail: v.optional(label) }),
    ]),
  }),
  /** Per cell and in all, in seconds; validate only. */
  v.object({ kind: v.literal("limits"), cell: v.number(), all: v.number() }),
  v.object({ kind: v.literal("ping"), count: runId }),
]);
export type ShellMessage = v.InferOutput<typeof shellMessage>;

/* ---- frame → shell ---- */

const cellStatus = v.picklist([
  "idle",
  "queued",
  "running",
  "stale",
  "disabled",
  "error",
  "stopped",
  "edited",
]);
export type CellStatus = v.InferOutput<typeof cellStatus>;

/** One call of `check` (spec/mograder-runtime.md 4), with the cell it came from. */
const checkRecord = v.object({
  cell: v.nullable(cellId),
  label,
  key: v.nullable(label),
  status: v.picklist(["success", "partial", "danger", "warn"]),
  details: v.pipe(v.array(label), v.maxLength(500)),
  earnedWeight: v.number(),
  totalWeight: v.number(),
  marks: v.nullable(v.object({ earned: v.number(), available: v.number() })),
});

/** An output of marimo: the MIME bundle's one representation, text as the kernel sent it. */
const cellOutput = v.object({
  channel: v.picklist(["output", "stdout", "stderr", "stdin", "marimo-error", "media", "pdb"]),
  mimetype: label,
  data: v.pipe(v.string(), v.maxLength(20_000_000)),
});
export type CellOutput = v.InferOutput<typeof cellOutput>;

const bootStage = v.picklist(["restoring", "starting", "session", "ready", "failed"]);

/** Keys that must work wherever the focus is. */
const shortcut = v.picklist([
  "run-all",
  "stop",
  "validate",
  "save",
  "find",
  "next-region",
  "previous-region",
]);
export type Shortcut = v.InferOutput<typeof shortcut>;

const frameMessage = v.variant("kind", [
  v.object({ kind: v.literal("ready"), version: v.literal(CONTRACT_VERSION) }),
  v.object({ kind: v.literal("edit"), edit: cellEdit }),
  v.object({
    kind: v.literal("boot"),
    stage: bootStage,
    /** How Python started; null until known. */
    how: v.nullable(v.picklist(["snapshot", "ordinary"])),
    marks: v.optional(v.record(v.string(), v.number())),
    detail: v.optional(label),
  }),
  /** What the first output could do without is needed now. Wanting it twice is no fault. */
  v.object({ kind: v.literal("want"), pieces: v.picklist(["python-files", "islands-lazy"]) }),
  v.object({ kind: v.literal("run"), run: runId, state: v.picklist(["started", "finished", "stopped"]) }),
  v.object({ kind: v.literal("cell"), cell: cellId, status: cellStatus, run: runId }),
  v.object({ kind: v.literal("check"), record: checkRecord, run: runId }),
  /** How many hints a cell offers. */
  v.object({
    kind: v.literal("hint"),
    cell: v.nullable(cellId),
    count: v.pipe(runId, v.maxValue(MOST_HINTS)),
  }),
  /** The student has opened one of them, counted from 0; opening it again says nothing new. */
  v.object({ kind: v.literal("hint-opened"), cell: cellId, hint: v.pipe(runId, v.maxValue(MOST_HINTS - 1)) }),
  /** JSON of `atelier/answers.py`: what the variables of a `read-answers` hold. */
  v.object({ kind: v.literal("answers"), request: runId, json: v.pipe(v.string(), v.maxLength(5_000_000)) }),
  /** Validate only: what a cell showed, for the report. */
  v.object({ kind: v.literal("output"), cell: cellId, output: cellOutput, run: runId }),
  v.object({
    kind: v.literal("limit"),
    cell: v.nullable(cellId),
    seconds: v.number(),
  }),
  /** A package file that the runtime wants; the shell fetches, checks and caches it. */
  v.object({
    kind: v.literal("need"),
    request: runId,
    url: v.pipe(v.string(), v.maxLength(2_000)),
  }),
  v.object({
    kind: v.literal("package"),
    name: label,
    state: v.picklist(["wanted", "fetching", "installed", "failed", "impossible"]),
    reason: v.optional(label),
    bytes: v.optional(bytes),
  }),
  /** Notebook code wanted a host that the policy refused; the shell may ask the student. */
  v.object({ kind: v.literal("blocked-host"), host: v.pipe(v.string(), v.maxLength(255)) }),
  /** A file for the student: a table's export, `mo.download`, a file the notebook wrote. */
  v.object({ kind: v.literal("save"), name: label, blob }),
  v.object({ kind: v.literal("files-written"), files: v.array(v.object({ name: label, bytes })) }),
  v.object({ kind: v.literal("open-link"), url: v.pipe(v.string(), v.maxLength(8_000)) }),
  v.object({ kind: v.literal("copy"), text: v.pipe(v.string(), v.maxLength(5_000_000)) }),
  /** Dropped on or pasted into the frame: the shell offers to open a `.py`, and gives back anything else as `files`. */
  v.object({ kind: v.literal("dropped"), name: label, blob }),
  v.object({ kind: v.literal("shortcut"), shortcut }),
  v.object({ kind: v.literal("focus-left"), direction: v.picklist(["forward", "backward"]) }),
  v.object({ kind: v.literal("announce"), text: label }),
  /** How wide the frame is and how tall the whole notebook in it, in CSS pixels: for the printed page. */
  v.object({ kind: v.literal("size"), width: pixels, height: pixels }),
  v.object({ kind: v.literal("pong"), count: runId }),
  /** For diagnostics only; never shown as words. */
  v.object({ kind: v.literal("fault"), code: label, detail: label }),
]);
export type FrameMessage = v.InferOutput<typeof frameMessage>;
export type ShellMessageOf<K extends ShellMessage["kind"]> = Extract<ShellMessage, { kind: K }>;

/** A message from the frame, or undefined for anything that is not one (it is then dropped). */
export function readFrameMessage(data: unknown): FrameMessage | undefined {
  const result = v.safeParse(frameMessage, data);
  return result.success ? result.output : undefined;
}

/** A message from the shell, or undefined for anything that is not one. */
export function readShellMessage(data: unknown): ShellMessage | undefined {
  const result = v.safeParse(shellMessage, data);
  return result.success ? result.output : undefined;
}

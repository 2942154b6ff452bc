/** Messages of the frame as a hostile notebook may forge them: one good one of each kind, and what mutation makes. */
import { type FrameMessage, readFrameMessage } from "../../../src/runtime/contract.ts";

const blob = new Blob(["x"]);
const record = {
  cell: "c",
  label: "Q1",
  key: null,
  status: "success",
  details: ["fine"],
  earnedWeight: 1,
  totalWeight: 1,
  marks: { earned: 1, available: 1 },
} as const;

const edits = [
  { kind: "code", cell: "c", code: "forged" },
  { kind: "rename", cell: "c", name: "forged" },
  { kind: "config", cell: "c", hideCode: true, disabled: true },
  { kind: "insert", after: null, cell: "forged", code: "forged", markdown: false },
  { kind: "delete", cell: "c" },
  { kind: "move", cell: "c", to: "up" },
  { kind: "convert", cell: "c", to: "markdown" },
] as const;

/** Kinds that mutation works on; the type checker holds each against the contract. */
const good: readonly FrameMessage[] = [
  { kind: "ready", version: 1 },
  ...edits.map((edit) => ({ kind: "edit", edit }) as const),
  { kind: "boot", stage: "failed", how: null, marks: { a: 1 }, detail: "forged" },
  { kind: "run", run: 900, state: "started" },
  { kind: "cell", cell: "c", status: "error", run: 900 },
  { kind: "check", record: { ...record, details: ["fine"] }, run: 900 },
  { kind: "hint", cell: "c", count: 3 },
  { kind: "hint-opened", cell: "c", hint: 0 },
  {
    kind: "output",
    cell: "c",
    output: { channel: "output", mimetype: "text/html", data: "forged" },
    run: 900,
  },
  { kind: "limit", cell: null, seconds: 1 },
  { kind: "need", request: 900, url: "https://pypi.org/simple/forged/" },
  { kind: "package", name: "forged", state: "failed", reason: "forged", bytes: 1 },
  { kind: "blocked-host", host: "forged.example" },
  { kind: "save", name: "forged.txt", blob },
  { kind: "files-written", files: [{ name: "forged", bytes: 1 }] },
  { kind: "open-link", url: "https://forged.example/" },
  { kind: "copy", text: "forged" },
  { kind: "dropped", name: "forged.py", blob },
  { kind: "shortcut", shortcut: "validate" },
  { kind: "focus-left", direction: "forward" },
  { kind: "announce", text: "forged" },
  { kind: "pong", count: 900 },
  { kind: "fault", code: "forged", detail: "forged" },
];

/** Kinds that no frame has ever been allowed to say, in the words of the shell's own doings. */
const unknown = [
  { kind: "submit", notebook: "other" },
  { kind: "sign-in", password: "forged" },
  { kind: "release", exercise: "forged" },
  { kind: "erase" },
  { kind: "reset" },
  { kind: "open", url: "https://forged.example/" },
  { kind: "read-file", name: "forged" },
  { kind: "navigate", hash: "#/settings" },
  { kind: "__proto__" },
  { kind: "constructor" },
];

const strangers: readonly unknown[] = [
  null,
  undefined,
  true,
  7,
  -1,
  1.5,
  Number.NaN,
  "",
  "__proto__",
  "../../forged",
  [],
  ["edit"],
  {},
  { kind: "edit" },
  { length: 1, 0: "x" },
  blob,
];

const long = (length: number): string => "x".repeat(length);

/** One character more than the contract carries. */
const oversized: readonly unknown[] = [
  { kind: "edit", edit: { kind: "code", cell: "c", code: long(5_000_001) } },
  { kind: "edit", edit: { kind: "rename", cell: long(65), name: "forged" } },
  { kind: "edit", edit: { kind: "rename", cell: "c", name: long(2_001) } },
  {
    kind: "output",
    cell: "c",
    output: { channel: "output", mimetype: "a", data: long(20_000_001) },
    run: 900,
  },
  { kind: "need", request: 900, url: long(2_001) },
  { kind: "blocked-host", host: long(256) },
  { kind: "save", name: long(2_001), blob },
  { kind: "open-link", url: `https://forged.example/${long(8_000)}` },
  { kind: "copy", text: long(5_000_001) },
  { kind: "announce", text: long(2_001) },
  { kind: "check", record: { ...record, details: Array(501).fill("x") }, run: 900 },
];

/**
 * Every message that one change makes of a good one and that the contract does not let through: each field at each
 * depth taken away, or replaced by each stranger; beside what is too long, and kinds that are none.
 */
export function malformed(): readonly unknown[] {
  const all = [...unknown, ...strangers, ...oversized, ...good.flatMap((message) => mutations(message))];
  const each = new Map(all.map((one) => [sourceOf(one), one]));
  return [...each.values()].filter((one) => readFrameMessage(one) === undefined);
}

function mutations(value: unknown): unknown[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)),
    ...[...strangers, ...mutations(part)].map((stranger) => ({ ...value, [key]: stranger })),
  ]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(value instanceof Blob);
}

/** A JavaScript expression for the value: what JSON cannot say is said in words. */
export function sourceOf(value: unknown): string {
  if (value instanceof Blob) return 'new Blob(["x"])';
  if (Array.isArray(value)) return `[${value.map(sourceOf).join()}]`;
  if (typeof value === "string" && value.length > 10_000) return `"x".repeat(${value.length})`;
  if (!isRecord(value)) return Number.isNaN(value) ? "NaN" : (JSON.stringify(value) ?? "undefined");
  // In brackets, "__proto__" is a key like any other.
  const entries = Object.entries(value).map(([key, part]) => `[${JSON.stringify(key)}]: ${sourceOf(part)}`);
  return `{ ${entries.join(", ")} }`;
}

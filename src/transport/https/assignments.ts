/** The list of assignments: an `assignments.json` that somebody wrote, or what a server found in its folders. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import {
  type Access,
  NO_RULES,
  type RemoteAssignment,
  type RemoteFile,
} from "../../core/submission/transport.ts";
import { oneLine } from "../foreign-text.ts";
import { askFor } from "./ask.ts";
import { moment } from "./moment.ts";
import type { Server } from "./server.ts";

const MOST_ASSIGNMENTS = 2_000;
const MOST_FILES = 200;

/** One file, stored as `<user>.py` whatever it is. */
const RULES = { ...NO_RULES, maxFiles: 1, types: [".py"] };

const MOST_NAME = 200;
const name = v.pipe(
  v.string(),
  v.transform((text) => oneLine(text, MOST_NAME)),
  v.minLength(1),
);
const id = v.pipe(v.string(), v.regex(/^\P{C}+$/u), v.maxLength(MOST_NAME));
/** Other values than these stand for none. */
const numberOrNone = v.optional(v.fallback(v.nullable(v.pipe(v.number(), v.integer())), null), null);

const assignmentSchema = v.object({
  name,
  id: v.nullish(v.union([id, v.pipe(v.number(), v.integer())])),
  cmid: numberOrNone,
  duedate: moment,
  files: v.optional(v.fallback(v.array(v.unknown()), []), []),
});

const fileSchema = v.object({
  filename: v.optional(v.string()),
  name: v.optional(v.string()),
  url: v.optional(v.string()),
  bytes: numberOrNone,
});

/**
 * Every entry that can be read: one that cannot does not hide the others. A list of none but such is none. Of two with
 * the same id the first.
 */
export async function fetchAssignments(
  server: Server,
  access: Access | null,
  signal: AbortSignal,
): Promise<readonly RemoteAssignment[] | TransportFailure> {
  const asked = await askFor(`${server.url}/assignments`, v.array(v.unknown()), { access, signal });
  if (isFailure(asked)) return asked;
  const byId = new Map<string, RemoteAssignment>();
  for (const entry of asked.answer.slice(0, MOST_ASSIGNMENTS)) {
    const assignment = readAssignment(entry, server);
    if (assignment !== undefined && !byId.has(assignment.id)) byId.set(assignment.id, assignment);
  }
  const isNone = byId.size === 0 && asked.answer.length > 0;
  return isNone ? { failure: "server-broken", host: server.host, status: 200 } : [...byId.values()];
}

function readAssignment(entry: unknown, server: Server): RemoteAssignment | undefined {
  const read = v.safeParse(assignmentSchema, entry);
  if (!read.success) return undefined;
  const { name, cmid, duedate, files } = read.output;
  const id = String(read.output.id ?? name);
  // What no address can name, nobody can submit.
  if (server.address(id) === undefined) return undefined;
  return {
    id,
    name,
    cmid,
    due: duedate,
    opens: null,
    cutoff: null,
    files: files.slice(0, MOST_FILES).flatMap((file) => readFile(file, id, server)),
    rules: RULES,
  };
}

function readFile(entry: unknown, assignment: string, server: Server): RemoteFile[] {
  const read = v.safeParse(fileSchema, entry);
  if (!read.success) return [];
  const { filename, name = filename, url, bytes } = read.output;
  if (name === undefined || !isFileName(name)) return [];
  const path = `/assignments/${assignment}/files/${name}`;
  // A found file's path comes as the names are, and `#`, `?` and `%` may be in them.
  const address =
    url === undefined || url === path ? server.address(assignment, "files", name) : server.resolve(url);
  return address === undefined ? [] : [{ name, url: address, bytes }];
}

/** A plain name that every system can store: no folder, nothing invisible, not hidden. */
export function isFileName(name: string): boolean {
  return /^(?![.\s])[^\p{C}\p{Zl}\p{Zp}\\/:*?"<>|]{1,120}(?<![.\s])$/u.test(name);
}

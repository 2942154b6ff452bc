/** The door for what was kept of submissions: another site of the same origin may have written anything. */
import * as v from "valibot";
import { isTransportFailure, type TransportFailure } from "./failure.ts";
import type { Queued, Receipt, Trouble } from "./records.ts";
import type { RemoteAssignment, RemoteFile, RemoteStatus, SubmissionRules } from "./transport.ts";

// Moments that `Date` knows.
const moment = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15));
const size = v.pipe(v.number(), v.minValue(0));
const failure = v.custom<TransportFailure>(isTransportFailure);
const kind = v.picklist(["https", "moodle"]);

const file: v.GenericSchema<unknown, RemoteFile> = v.object({
  name: v.string(),
  url: v.string(),
  bytes: v.nullable(size),
});

const rules: v.GenericSchema<unknown, SubmissionRules> = v.object({
  takesFiles: v.boolean(),
  isTeam: v.boolean(),
  hasDrafts: v.boolean(),
  statement: v.nullable(v.string()),
  maxBytes: v.nullable(size),
  maxFiles: v.nullable(size),
  types: v.nullable(v.array(v.string())),
});

export const remoteAssignmentSchema: v.GenericSchema<unknown, RemoteAssignment> = v.object({
  id: v.string(),
  name: v.string(),
  cmid: v.nullable(v.number()),
  due: v.nullable(moment),
  opens: v.nullable(moment),
  cutoff: v.nullable(moment),
  files: v.array(file),
  rules,
});

export const remoteStatusSchema: v.GenericSchema<unknown, RemoteStatus> = v.object({
  submission: v.nullable(
    v.object({
      state: v.picklist(["draft", "submitted"]),
      at: v.nullable(moment),
      files: v.nullable(
        v.array(v.object({ name: v.string(), bytes: v.nullable(size), digest: v.nullable(v.string()) })),
      ),
    }),
  ),
  grade: v.nullable(
    v.object({
      text: v.string(),
      at: v.nullable(moment),
      feedback: v.object({ kind: v.picklist(["text", "html"]), content: v.string() }),
      files: v.array(file),
    }),
  ),
  closed: v.nullable(failure),
});

const trouble: v.GenericSchema<unknown, Trouble> = v.object({
  kind: v.picklist(["unsent", "unsure", "refused"]),
  failure,
});

const queued: v.GenericSchema<unknown, Queued> = v.object({
  id: v.string(),
  course: v.string(),
  kind,
  server: v.string(),
  notebook: v.string(),
  assignment: remoteAssignmentSchema,
  user: v.string(),
  filename: v.string(),
  content: v.instance(Blob),
  digest: v.string(),
  final: v.boolean(),
  agreed: v.boolean(),
  queuedAt: moment,
  tries: size,
  nextTry: moment,
  before: v.nullable(v.object({ had: v.picklist(["nothing", "draft", "submission"]) })),
  trouble: v.nullable(trouble),
});

const receipt: v.GenericSchema<unknown, Receipt> = v.object({
  id: v.string(),
  course: v.string(),
  kind,
  server: v.string(),
  notebook: v.string(),
  assignment: v.object({ id: v.string(), name: v.string() }),
  user: v.string(),
  name: v.string(),
  filename: v.string(),
  bytes: size,
  digest: v.string(),
  final: v.boolean(),
  at: v.nullable(moment),
  seenAt: moment,
  proof: v.picklist(["content", "name-and-size", "word"]),
  duplicate: v.boolean(),
});

export function readQueued(value: unknown): Queued | undefined {
  const read = v.safeParse(queued, value);
  return read.success ? read.output : undefined;
}

export function readReceipt(value: unknown): Receipt | undefined {
  const read = v.safeParse(receipt, value);
  return read.success ? read.output : undefined;
}

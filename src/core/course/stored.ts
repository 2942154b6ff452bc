/** The door for what was kept of courses: another site of the same origin may have written anything. */
import * as v from "valibot";
import { isTransportFailure, type TransportFailure } from "../submission/failure.ts";
import type { Activity, Happening } from "./activity.ts";

const moment = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15));
const user = v.exactOptional(v.string());
const failure = v.custom<TransportFailure>(isTransportFailure);

const happening: v.GenericSchema<unknown, Happening> = v.variant("kind", [
  v.object({ kind: v.literal("downloaded"), bytes: v.number() }),
  v.object({ kind: v.literal("saved"), filename: v.string(), bytes: v.number() }),
  v.object({ kind: v.literal("changed-upstream") }),
  v.object({ kind: v.literal("validated"), passed: v.number(), all: v.number() }),
  v.object({
    kind: v.literal("queued"),
    filename: v.string(),
    bytes: v.number(),
    digest: v.string(),
    user,
  }),
  v.object({ kind: v.literal("cancelled"), user }),
  v.object({ kind: v.literal("tried"), outcome: v.picklist(["unsent", "unsure", "refused"]), failure, user }),
  v.object({
    kind: v.literal("submitted"),
    receipt: v.string(),
    final: v.boolean(),
    duplicate: v.boolean(),
    at: v.nullable(moment),
    user,
  }),
  v.object({ kind: v.literal("graded"), grade: v.string() }),
  v.object({ kind: v.literal("signed-in"), user: v.string(), host: v.string() }),
  v.object({ kind: v.literal("signed-out"), host: v.string() }),
  v.object({ kind: v.literal("failed"), failure }),
]);

const activity: v.GenericSchema<unknown, Activity> = v.object({
  at: moment,
  course: v.string(),
  assignment: v.nullable(v.string()),
  what: happening,
});

export function readActivity(value: unknown): Activity | undefined {
  const read = v.safeParse(activity, value);
  return read.success ? read.output : undefined;
}

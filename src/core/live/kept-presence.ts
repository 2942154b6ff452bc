/** What a browser keeps of being counted in a workshop. */
import * as v from "valibot";
import { parseJson } from "../solutions/bytes.ts";
import { presenceSchema } from "./protocol.ts";

const keptSchema = v.object({
  version: v.literal(1),
  /** The random id; null when the person has turned it off. */
  attendee: v.nullable(presenceSchema.entries.attendee),
});

/** `undefined` when there is no text, or one that we did not write. */
export function readKeptAttendee(text: string | null): string | null | undefined {
  const read = v.safeParse(keptSchema, parseJson(text ?? ""));
  return read.success ? read.output.attendee : undefined;
}

export function printKeptAttendee(attendee: string | null): string {
  return JSON.stringify({ version: 1, attendee });
}

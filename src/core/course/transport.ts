/** How course files say where work is submitted: the same members in `course.json` and in `mograder.toml`. */
import * as v from "valibot";
import type { TransportConfig } from "../submission/transport.ts";
import { readServerAddress } from "./hosts.ts";

const serverAddress = v.pipe(
  v.string(),
  v.maxLength(2_000),
  v.check((text) => readServerAddress(text) !== undefined),
);
const courseNumber = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))]),
  v.integer(),
  v.minValue(1),
);

/** Members of a course's file; others in their tables are none of our business. */
export const transportEntries = {
  transport: v.exactOptional(v.picklist(["https", "moodle"])),
  https: v.exactOptional(v.looseObject({ url: v.exactOptional(serverAddress) })),
  moodle: v.exactOptional(
    v.looseObject({ url: v.exactOptional(serverAddress), course_id: v.exactOptional(courseNumber) }),
  ),
};

const transportSchema = v.object(transportEntries);
export type TransportTables = v.InferOutput<typeof transportSchema>;

/** Null where work is not submitted to any server. Without `transport` it is the one whose address is there. */
export function transportOf(tables: TransportTables): TransportConfig | null | { missing: string } {
  const { transport, https, moodle } = tables;
  const kind = transport ?? (moodle?.url ? "moodle" : https?.url ? "https" : undefined);
  if (kind === undefined) return null;
  const url = readServerAddress((kind === "https" ? https : moodle)?.url ?? "");
  if (url === undefined) return { missing: `${kind}.url` };
  return kind === "https" ? { kind, url } : { kind, url, course: moodle?.course_id ?? null };
}

/** The tables that say so. */
export function transportTables(config: TransportConfig | null): TransportTables {
  if (config === null) return {};
  if (config.kind === "https") return { transport: "https", https: { url: config.url } };
  const number = config.course === null ? {} : { course_id: config.course };
  return { transport: "moodle", moodle: { url: config.url, ...number } };
}

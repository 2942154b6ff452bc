/** Which hints of a notebook were opened, as the browser keeps it between two visits. */
import * as v from "valibot";
import { parseJson } from "../solutions/bytes.ts";

/** By the cell's place among those with hints: the places of its opened hints, all from 0. */
export type OpenedHints = ReadonlyMap<number, ReadonlySet<number>>;

const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000));
const schema = v.array(v.tuple([place, v.pipe(v.array(place), v.maxLength(100))]));

/** What was kept; nothing when there is no text, or one that we did not write. */
export function readOpenedHints(text: string | null): OpenedHints {
  const read = v.safeParse(schema, parseJson(text ?? ""));
  return new Map(read.success ? read.output.map(([cell, hints]) => [cell, new Set(hints)]) : []);
}

export function printOpenedHints(hints: OpenedHints): string {
  return JSON.stringify([...hints].map(([cell, opened]) => [cell, [...opened]]));
}

/** Keys of a `course.toml` that say nothing. A page passes over them; whoever wrote them wants to hear of it. */
import { parse as parseToml } from "smol-toml";
import { nearest } from "../nearest.ts";
import { tomlLine } from "./lines.ts";

export interface UnknownKey {
  /** Such as `assignments.1.due_date`. */
  readonly where: string;
  readonly line: number | null;
  /** The key that was probably meant. */
  readonly meant: string | null;
}

/** Keys with what stands below them; null for a value, and for tables that are mograder's alone. */
interface Known {
  readonly [key: string]: Known | null;
}

const assignment: Known = {
  name: null,
  id: null,
  cmid: null,
  duedate: null,
  files: { name: null, filename: null, url: null },
};

/** What `readCourseConfig` reads, and what else mograder's `core/config.py` does. */
const known: Known = {
  id: null,
  title: null,
  description: null,
  connect: null,
  config_url: null,
  transport: null,
  https: { url: null, token: null },
  moodle: {
    url: null,
    course_id: null,
    assignments: assignment,
    csv: null,
    match_column: null,
    name_column: null,
  },
  assignments: assignment,
  defaults: null,
  dirs: null,
  edit_links: null,
  gradebook: null,
  hub: null,
  penalties: null,
  rlimits: null,
  security: null,
  sync: null,
};

/** In the order of the file's tables. `toml`: a text that `readCourseConfig` takes. */
export function unknownKeys(toml: string): readonly UnknownKey[] {
  return unknownBelow(parseToml(toml), known).map(({ path, meant }) => {
    const where = path.join(".");
    return { where, line: tomlLine(toml, where), meant };
  });
}

interface Found {
  readonly path: readonly string[];
  readonly meant: string | null;
}

function unknownBelow(value: unknown, allowed: Known): Found[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): Found[] => {
    const below = Array.isArray(value) ? allowed : Object.hasOwn(allowed, key) ? allowed[key] : undefined;
    if (below === undefined) return [{ path: [key], meant: meantBy(key, Object.keys(allowed)) }];
    if (below === null) return [];
    return unknownBelow(inner, below).map(({ path, meant }) => ({ path: [key, ...path], meant }));
  });
}

/** As one reads it: `due_date` and `dueDate` are `duedate`. */
const plain = (name: string) => name.toLowerCase().replace(/[_-]/g, "");

function meantBy(key: string, names: readonly string[]): string | null {
  const near = nearest(plain(key), names.map(plain));
  return names.find((name) => plain(name) === near) ?? null;
}

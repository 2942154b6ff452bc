/** The `dependencies` of a notebook's header (PEP 723: `# /// script`). */
import { parse } from "smol-toml";
import * as v from "valibot";

/** PEP 723's own expression, line breaks of Windows allowed. */
const BLOCK = /^# \/\/\/ script\r?\n((?:#(?:| [^\r\n]*)\r?\n)+?)# \/\/\/[ \t]*\r?$/m;

const metadata = v.object({ dependencies: v.optional(v.array(v.string()), []) });

/** The requirements as they are written; none where the header has none or cannot be read. */
export function scriptDependencies(source: string): readonly string[] {
  // The header stands in front of the cells: a large notebook is not searched.
  const end = source.search(/^app\s*=/m);
  const block = BLOCK.exec(end < 0 ? source : source.slice(0, end))?.[1];
  if (block === undefined) return [];
  const toml = block.replaceAll(/^# ?/gm, "");
  const table = readToml(toml);
  const result = v.safeParse(metadata, table);
  return result.success ? result.output.dependencies : [];
}

function readToml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** The strict reading of a function's parameters: what Moodle refuses with `invalidparameter`. */
import { MoodleException } from "./exception.ts";
import type { Tree } from "./form.ts";

/** `?` may be left out. */
export type ParameterKind = "int" | "int?" | "bool" | "bool?" | "ints?" | "tree";

export function checkParameters(given: Tree, known: Readonly<Record<string, ParameterKind>>): void {
  for (const name of Object.keys(given)) if (!(name in known)) refuse(`Unexpected keys (${name}) detected`);
  for (const [name, kind] of Object.entries(known)) {
    const value = given[name];
    if (value === undefined) {
      if (!kind.endsWith("?") && kind !== "tree") refuse(`Missing required key in single structure: ${name}`);
    } else if (!fits(value, kind)) refuse(`Invalid external api parameter: ${name}`);
  }
}

function fits(value: string | Tree, kind: ParameterKind): boolean {
  if (kind === "tree") return typeof value === "object";
  if (kind === "ints?") return typeof value === "object" && Object.values(value).every((each) => isInt(each));
  return kind.startsWith("bool") ? value === "0" || value === "1" : isInt(value);
}

function isInt(value: string | Tree): boolean {
  return typeof value === "string" && /^-?\d+$/.test(value);
}

function refuse(reason: string): never {
  throw new MoodleException("invalidparameter", `Invalid parameter value detected (${reason})`);
}

/** A model solution as a cell of its own, which must not break the cells that are there. */
import { cellNames } from "../notebook/names.ts";

export interface InsertedSolution {
  readonly code: string;
  /** Comments where it would not run: a part of a function, or names that other cells define as well. */
  readonly as: "code" | "comments";
}

/** `others`: the code of every cell of the notebook. marimo runs no cell whose names another cell defines, too. */
export function solutionCell(
  solution: readonly string[],
  heading: string,
  others: readonly string[],
): InsertedSolution {
  const code = solution.join("\n\n");
  const own = definedBy(code);
  const taken = new Set(others.flatMap((other) => definedBy(other) ?? []));
  const runs = own?.every((name) => !taken.has(name)) ?? false;
  const body = runs ? code : code.replaceAll(/^/gm, "# ").replaceAll(/^# $/gm, "#");
  return { code: `# ${heading}\n${body}`, as: runs ? "code" : "comments" };
}

/** `undefined` for what Python does not take as a cell, such as the inside of a function. */
function definedBy(code: string): string[] | undefined {
  const names = cellNames(code, "solution");
  return "message" in names ? undefined : [...names.defs];
}

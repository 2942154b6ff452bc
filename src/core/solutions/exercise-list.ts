import type { Cell } from "../notebook/notebook.ts";
import { type Token, tokenize } from "../notebook/python/lexer.ts";
import { readArguments, stringValue } from "../notebook/python/literals.ts";
import { lineAt } from "../notebook/text.ts";

export const exercisesMarker = "# === MOGRADER: EXERCISES ===";

export type ListProblem =
  | { kind: "no-exercises-cell"; line: number }
  /** Not a list of strings, or an empty one. */
  | { kind: "bad-exercise-list"; line: number }
  | { kind: "bad-id"; line: number; id: string }
  | { kind: "duplicate-id"; line: number; id: string };

export interface ExerciseList {
  /** Id → file line of the string in the list. */
  readonly ids: ReadonlyMap<string, number>;
  readonly problems: readonly ListProblem[];
}

/** Names that a JavaScript object has by itself would be lost in a JSON file. */
const reserved = ["__proto__", "prototype", "constructor"];
const longestId = 200;

/** Reads `_exercises = […]` after the marker, in the first cell that has the marker. */
export function readExerciseList(cells: readonly { cell: Cell; line: number }[]): ExerciseList {
  const placed = cells.find(({ cell }) => textOf(cell).includes(exercisesMarker));
  if (!placed) return { ids: new Map(), problems: [{ kind: "no-exercises-cell", line: 1 }] };
  const text = textOf(placed.cell);
  const fileLine = (offset: number) => placed.line + lineAt(text, offset) - 1;
  const items = readItems(text);
  if (!items) {
    const line = fileLine(text.indexOf(exercisesMarker));
    return { ids: new Map(), problems: [{ kind: "bad-exercise-list", line }] };
  }
  const ids = new Map<string, number>();
  const problems: ListProblem[] = [];
  for (const { id, at } of items) {
    const line = fileLine(at);
    if (ids.has(id)) problems.push({ kind: "duplicate-id", line, id });
    else if (!isId(id)) problems.push({ kind: "bad-id", line, id });
    else ids.set(id, line);
  }
  return { ids, problems };
}

function textOf(cell: Cell): string {
  return cell.written?.text ?? cell.code;
}

/** What can be the text of a label before its first colon, and the name of a member in a JSON file. */
function isId(id: string): boolean {
  return (
    /^[^\s:"'\p{Cc}](?:[^:"'\p{Cc}]*[^\s:"'\p{Cc}])?$/u.test(id) &&
    id.length <= longestId &&
    !reserved.includes(id)
  );
}

function readItems(text: string): { id: string; at: number }[] | undefined {
  const { tokens } = tokenize(text);
  const marker = tokens.findIndex(
    ({ kind, text: word }) => kind === "comment" && word.includes(exercisesMarker),
  );
  const name = tokens.findIndex(
    (token, index) => index > marker && marker >= 0 && startsList(tokens, index, token),
  );
  if (name < 0) return undefined;
  const [items, end] = readArguments(text, tokens, name + 2);
  const found = items.flatMap((item) => {
    const id = item.name === "" ? stringValue(item.tokens) : undefined;
    return id === undefined ? [] : [{ id, at: item.tokens[0]?.from ?? 0 }];
  });
  const closed = tokens[end - 1]?.text === "]";
  return closed && found.length > 0 && found.length === items.length ? found : undefined;
}

function startsList(tokens: readonly Token[], index: number, token: Token): boolean {
  return token.text === "_exercises" && tokens[index + 1]?.text === "=" && tokens[index + 2]?.text === "[";
}

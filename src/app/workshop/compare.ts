/** Two texts line by line beside each other. */
import { diffArrays } from "diff";

export interface Row {
  /** Line numbers from 0; null where a side has nothing. */
  readonly own: number | null;
  readonly model: number | null;
  readonly same: boolean;
}

export function compareLines(own: readonly string[], model: readonly string[]): readonly Row[] {
  const changes = diffArrays([...own], [...model], {
    comparator: (one, other) => one.trimEnd() === other.trimEnd(),
  });
  const rows: Row[] = [];
  let left = 0;
  let right = 0;
  let removed = 0;
  const flush = (added: number): void => {
    for (let index = 0; index < Math.max(removed, added); index++) {
      rows.push({
        own: index < removed ? left++ : null,
        model: index < added ? right++ : null,
        same: false,
      });
    }
    removed = 0;
  };
  for (const change of changes) {
    if (change.removed) removed = change.count;
    else if (change.added) flush(change.count);
    else {
      flush(0);
      for (let index = 0; index < change.count; index++)
        rows.push({ own: left++, model: right++, same: true });
    }
  }
  flush(0);
  return rows;
}

/** How an editor takes over a text that was changed elsewhere. */
import { isolateHistory } from "@codemirror/commands";
import { type EditorState, Transaction, type TransactionSpec } from "@codemirror/state";

/** Replace the characters `from`–`to` (UTF-16 offsets in the old text) by `insert`. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

function commonStart(before: string, after: string): number {
  const limit = Math.min(before.length, after.length);
  let length = 0;
  while (length < limit && before.charCodeAt(length) === after.charCodeAt(length)) length += 1;
  return length > 0 && isHighSurrogate(before.charCodeAt(length - 1)) ? length - 1 : length;
}

function commonEnd(before: string, after: string, limit: number): number {
  let length = 0;
  while (length < limit && before.at(-1 - length) === after.at(-1 - length)) length += 1;
  const first = before.charCodeAt(before.length - length);
  return length > 0 && first >= 0xdc00 && first <= 0xdfff ? length - 1 : length;
}

/**
 * The one smallest replacement that turns `before` into `after`, or undefined when they are equal. Text around it
 * keeps its place, so that a cursor outside it stays where it is; a pair of surrogates is never torn apart.
 */
export function smallestChange(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const start = commonStart(before, after);
  const end = commonEnd(before, after, Math.min(before.length, after.length) - start);
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

/**
 * The transaction by which an editor takes over `text` from outside: marked as remote, and its own step of history,
 * so that undo brings back what was there before. Undefined when nothing changes.
 */
export function takeOver(state: EditorState, text: string): TransactionSpec | undefined {
  const changes = smallestChange(state.doc.toString(), text);
  return changes && { changes, annotations: [Transaction.remote.of(true), isolateHistory.of("full")] };
}

export interface Echoes {
  /** Notes a text that the editor has handed out. */
  sent(text: string): void;
  /** True when an arriving text is one of those coming back: the editor, which is ahead of it, then keeps its own. */
  returns(text: string): boolean;
}

/** Tells the editor's own texts, which come back late, from changes that others made. */
export function createEchoes(): Echoes {
  let pending: readonly string[] = [];
  return {
    sent(text) {
      pending = [...pending, text];
    },
    returns(text) {
      const at = pending.indexOf(text);
      pending = at < 0 ? [] : pending.slice(at + 1);
      return at >= 0;
    },
  };
}

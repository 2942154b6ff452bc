import { history, undo } from "@codemirror/commands";
import { EditorState, type Transaction } from "@codemirror/state";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createEchoes, smallestChange, takeOver } from "../../../src/frame/cells/change.ts";

const words = fc.string({ unit: fc.constantFrom("a", "b", "\n", "😀", "😁", "🀄") });

test("the change turns the one text into the other and never tears a character apart", () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const change = smallestChange(before, after);
      const { from, to, insert } = change ?? { from: 0, to: 0, insert: "" };
      expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
      for (const piece of [before.slice(0, from), before.slice(from, to), insert, before.slice(to)]) {
        expect(piece).not.toMatch(/\p{Surrogate}/u);
      }
    }),
  );
});

test("only what differs is replaced", () => {
  expect(smallestChange("x = 1\ny = 2\nz = 3", "x = 1\ny = 20\nz = 3")).toEqual({
    from: 11,
    to: 11,
    insert: "0",
  });
  expect(smallestChange("aaa", "aa")).toEqual({ from: 2, to: 3, insert: "" });
  expect(smallestChange("same", "same")).toBeUndefined();
});

function afterTakeOver(state: EditorState, text: string): EditorState {
  const change = takeOver(state, text);
  return change ? state.update(change).state : state;
}

test("the cursor stays with its words when the text changes elsewhere", () => {
  const doc = "x = 1\ny = 2";
  const state = EditorState.create({ doc, selection: { anchor: 9, head: 11 } });
  const after = afterTakeOver(state, "import os\nx = 1\ny = 2");
  expect(after.doc.toString()).toBe("import os\nx = 1\ny = 2");
  const { from, to } = after.selection.main;
  expect(after.sliceDoc(from, to)).toBe(doc.slice(9, 11));
});

test("undo first brings back the text before the outside change, then the person's own typing", () => {
  let state = EditorState.create({ doc: "x = 1", extensions: [history()] });
  const dispatch = (transaction: Transaction) => {
    state = transaction.state;
  };
  dispatch(state.update({ changes: { from: 5, insert: "2" }, userEvent: "input.type" }));
  state = afterTakeOver(state, "x = 7");
  dispatch(state.update({ changes: { from: 5, insert: "!" }, userEvent: "input.type" }));
  const seen = [1, 2, 3].map(() => {
    undo({ state, dispatch });
    return state.doc.toString();
  });
  expect(seen).toEqual(["x = 7", "x = 12", "x = 1"]);
});

test("an editor's own texts that come back late are not changes", () => {
  const echoes = createEchoes();
  for (const text of ["a", "ab", "abc"]) echoes.sent(text);
  expect(echoes.returns("a")).toBe(true);
  expect(echoes.returns("abc")).toBe(true);
  expect(echoes.returns("abc")).toBe(false);
});

test("a text that the editor never sent is a change, also between its own", () => {
  const echoes = createEchoes();
  echoes.sent("a");
  expect(echoes.returns("reset")).toBe(false);
  expect(echoes.returns("a")).toBe(false);
});

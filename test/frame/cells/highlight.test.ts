import { pythonLanguage } from "@codemirror/lang-python";
import { highlightCode } from "@lezer/highlight";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  endsInExpression,
  highlighters,
  highlightPython,
  plainLines,
} from "../../../src/frame/cells/highlight.ts";

const joined = (lines: ReturnType<typeof highlightPython>) =>
  lines.map((line) => line.map(({ text }) => text).join("")).join("\n");

test("the lines of a picture are the text, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "(", '"', "\n", " ", "#", "é", ":", "😀") }),
      (text) => {
        expect(joined(highlightPython(text))).toBe(text);
        expect(joined(plainLines(text))).toBe(text);
      },
    ),
  );
});

test("words get the classes that the look colours", () => {
  const tokens = highlightPython('def area(r):  # round\n    return pi(r) * 2.5 + "x"').flat();
  const classesOf = (text: string) => tokens.find((token) => token.text === text)?.classes.split(" ");
  expect(classesOf("def")).toContain("tok-keyword");
  expect(classesOf("area")).toContain("tok-defined");
  expect(classesOf("# round")).toContain("tok-comment");
  expect(classesOf("pi")).toContain("tok-called");
  expect(classesOf("2.5")).toContain("tok-number");
  expect(classesOf('"x"')).toContain("tok-string");
  expect(classesOf("r")).not.toContain("tok-called");
});

test("the picture has the colours of the editor, whose parser is another object", () => {
  const code = "@cache\nclass A(B):\n    x: int = f(1, y=None).z()\n\nprint(f'{x!r:>3}', 0x1f, True)\n";
  const editor: [string, string][] = [];
  const tree = pythonLanguage.parser.parse(code);
  highlightCode(
    code,
    tree,
    highlighters,
    (text, classes) => editor.push([text, classes]),
    () => undefined,
  );
  expect(
    highlightPython(code)
      .flat()
      .map(({ text, classes }) => [text, classes]),
  ).toEqual(editor);
});

test.each([
  ["x", true],
  ["x = 1\nmo.md('a')\n\n# what comes last", true],
  ["f(\n  1,\n)", true],
  ["x = 1", false],
  ["import os", false],
  ["for i in x:\n    i", false],
  ["", false],
  ["# only this", false],
])("an output is to be expected of %j: %s", (code, expected) => {
  expect(endsInExpression(code)).toBe(expected);
});

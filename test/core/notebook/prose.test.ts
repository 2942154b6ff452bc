import fc from "fast-check";
import { expect, test } from "vitest";
import { readInline, readProse } from "../../../src/core/notebook/prose.ts";

test("the blocks of a lecture's text", () => {
  const text = `
    # Roots

    In this week we
    bracket a root.

    1. Choose
    2. Halve it,
       and again

    - one

    > A plan.

    \`\`\`python
    x = 1

    y = 2
    \`\`\`

    $$x^2$$
    `;
  expect(readProse(text)).toEqual([
    { kind: "heading", level: 1, text: "Roots" },
    { kind: "paragraph", text: "In this week we bracket a root." },
    { kind: "list", ordered: true, items: ["Choose", "Halve it, and again"] },
    { kind: "list", ordered: false, items: ["one"] },
    { kind: "quote", text: "A plan." },
    { kind: "code", text: "x = 1\n\ny = 2" },
    { kind: "math", text: "x^2" },
  ]);
});

test("a fence that is never closed runs to the end", () => {
  expect(readProse("```\nx")).toEqual([{ kind: "code", text: "x" }]);
});

test("the pieces of a line", () => {
  expect(readInline("a *b* **c** `d*e*` $f$ [g](https://h.example) i")).toEqual([
    { kind: "text", text: "a " },
    { kind: "emphasis", text: "b" },
    { kind: "text", text: " " },
    { kind: "strong", text: "c" },
    { kind: "text", text: " " },
    { kind: "code", text: "d*e*" },
    { kind: "text", text: " " },
    { kind: "math", text: "f" },
    { kind: "text", text: " " },
    { kind: "link", text: "g", url: "https://h.example" },
    { kind: "text", text: " i" },
  ]);
});

test.each(["snake_case_name", "2 * 3 * 4", "5 $ and 6 $", "[not a link]"])(
  "%j stays as it was typed",
  (text) => {
    expect(readInline(text)).toEqual([{ kind: "text", text }]);
  },
);

test("every text is read to its end, and no letter is lost", () => {
  const letters = (text: string) => text.replace(/[^a-z]/g, "");
  const unit = fc.constantFrom("a", "b", "\n", " ", "*", "-", "#", ">", "`", "1", ".", "$", "_", "\n\n");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      const blocks = readProse(text);
      const read = blocks.flatMap((block) => (block.kind === "list" ? block.items : [block.text])).join("");
      if (!text.includes("```")) expect(letters(read)).toBe(letters(text));
      expect(
        readInline(text)
          .map((piece) => piece.text.length)
          .reduce((a, b) => a + b, 0),
      ).toBeLessThanOrEqual(text.length);
    }),
  );
});

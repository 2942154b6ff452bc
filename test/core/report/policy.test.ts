import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { h, printHtml } from "../../../src/core/report/html.ts";
import { stripAnsi } from "../../../src/core/report/mime.ts";
import { cleanAttribute } from "../../../src/core/report/policy.ts";

const clean = (element: string, name: string, value: string) =>
  cleanAttribute({ family: element === "svg" ? "svg" : "html", element, prefix: "o1-" }, name, value);

describe("attributes of a notebook's HTML", () => {
  test.each([
    ["div", "onclick", "alert(1)", undefined],
    ["svg", "onload", "alert(1)", undefined],
    ["svg", "values", "javascript:alert(1)", undefined],
    ["a", "href", "javascript:alert(1)", undefined],
    ["a", "href", " javascript:alert(1)", undefined],
    ["a", "href", "data:text/html,x", undefined],
    ["a", "href", "https://example.org/", "https://example.org/"],
    ["a", "href", "#note", "#o1-note"],
    ["use", "href", "#glyph", "#o1-glyph"],
    ["use", "href", "https://example.org/a.svg#x", undefined],
    ["img", "src", "https://example.org/a.png", undefined],
    ["img", "src", "data:text/html;base64,AA", undefined],
    ["img", "src", "data:image/png;base64,AA", "data:image/png;base64,AA"],
    ["div", "id", "cell-1", "o1-cell-1"],
    ["div", "class", "report verdict check passed", undefined],
    ["span", "class", "nf codehilite verdict", "nf codehilite"],
    ["svg", "clip-path", "url(#p)", "url(#o1-p)"],
    ["svg", "fill", "url(https://example.org/)", undefined],
    ["div", "style", "position: fixed; color: red", "color: red"],
    ["div", "style", "background: url(https://example.org/x.png)", undefined],
    ["div", "style", "background: u\\72l(https://example.org/x.png)", undefined],
    ["div", "style", "display: flex;flex: 1", "display: flex; flex: 1"],
    ["div", "srcdoc", "<script>", undefined],
    ["td", "colspan", "2", "2"],
  ])("<%s %s=%j>", (element, name, value, expected) => {
    expect(clean(element, name, value)).toBe(expected);
  });
});

describe("printing HTML", () => {
  test("no text and no attribute can leave its place", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (text, value) => {
        const html = printHtml([h("p", { title: value }, text)]);
        const inside = html.replace(/^<p title="/, "").replace(/<\/p>$/, "");
        expect(inside.replace('">', "")).not.toMatch(/[<>"']/);
      }),
    );
  });

  test.each(["script", "STYLE", "title", "textarea", "noscript", "plaintext", "a b", "1x", "x>y"])(
    "an element %j is not written",
    (name) => expect(printHtml([h(name, {}, "<b>")])).toBe(""),
  );

  test("an attribute whose name is none is not written", () => {
    expect(printHtml([h("p", { 'x" onclick="': "1", title: "t" })])).toBe('<p title="t"></p>');
  });
});

test("terminal text loses its escapes and keeps what stands last on a line", () => {
  expect(stripAnsi("\x1b[31mred\x1b[0m\r\n10%\r50%\r100%\n\x1b]8;;https://x\x07link\x1b]8;;\x07\x00")).toBe(
    "red\n100%\nlink",
  );
});

import { expect, test } from "vitest";
import { plainText } from "../../../src/core/submission/plain-text.ts";

test.each([
  ["17.00&nbsp;/&nbsp;20.00", "17.00 / 20.00"],
  ["<p>Well <b>done</b>.</p>\n<p>Go on</p>", "Well done.\n\nGo on"],
  ["<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"],
  ["a<br>b<BR/>c", "a\nb\nc"],
  ["1 < 2 &amp;&amp; 3 &gt; 2 &#252;&#xfc; &eacute; &#0;", "1 < 2 && 3 > 2 üü &eacute; &#0;"],
  ["<ScRiPt>alert('<p>')</sCrIpT>after<!-- <p>not</p> -->!", "after!"],
  ["<style>p{}</style ><i title='x'>y</i>", "y"],
  ["&lt;script&gt;", "<script>"],
  ["kept <script>never closed", "kept"],
  ["  \t\n ", ""],
])("%j", (html, text) => {
  expect(plainText(html)).toBe(text);
});

test("takes no longer for what is never closed", () => {
  const begun = performance.now();
  for (const part of ["<script>", "<!--", "<p", "</style", "&#1", "<b>\n \n"])
    plainText(part.repeat(200_000));
  expect(performance.now() - begun).toBeLessThan(3_000);
});

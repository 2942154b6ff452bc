/** JSON as marimo prints it: nested, with leaves that may be outputs of their own (`"text/html:<b>…"`). */
import { type HtmlNode, h } from "./html.ts";
import type { Translation } from "./translate.ts";
import { leftOut } from "./translate.ts";

export type Leaf = (mimetype: string, data: string, translation: Translation) => readonly HtmlNode[];

const MOST_ENTRIES = 500;
const DEEPEST = 20;
const prefixed = /^((?:text|image|application|audio|video)\/[\w.+-]+):([\s\S]*)$/;

/** `leaf` draws a value that is an output of its own. */
export function jsonNodes(value: unknown, translation: Translation, leaf: Leaf): readonly HtmlNode[] {
  return [h("div", { class: "json" }, ...valueNodes(value, translation, leaf, 0))];
}

function valueNodes(
  value: unknown,
  translation: Translation,
  leaf: Leaf,
  depth: number,
): readonly HtmlNode[] {
  if (typeof value === "string") return stringNodes(value, translation, leaf);
  if (value === null || typeof value !== "object") return [atom(printAtom(value))];
  if (depth > DEEPEST) return [leftOut(translation, translation.words.kinds.output("application/json"))];
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  if (entries.length === 0) return [atom(isList ? "[]" : "{}")];
  const items = entries.slice(0, MOST_ENTRIES).map(([key, inner]) =>
    h(
      "li",
      {},
      // Keys are data too, and may say a type of their own before the colon.
      h("span", { class: "json-key" }, isList ? key : cutType(key)),
      " ",
      ...valueNodes(inner, translation, leaf, depth + 1),
    ),
  );
  const rest = entries.length - items.length;
  const more =
    rest > 0 ? [h("li", { class: "count" }, translation.words.rows(items.length, entries.length))] : [];
  return [h("ul", { class: isList ? "json-list" : "json-object" }, ...items, ...more)];
}

function stringNodes(text: string, translation: Translation, leaf: Leaf): readonly HtmlNode[] {
  const [, mimetype, data] = prefixed.exec(text) ?? [];
  if (mimetype === undefined || data === undefined) return [atom(JSON.stringify(text))];
  // marimo names Python's own types so: "text/plain+float:2.5".
  return mimetype.startsWith("text/plain") ? [atom(data)] : leaf(mimetype, data, translation);
}

function cutType(key: string): string {
  return prefixed.exec(key)?.[2] ?? key;
}

function atom(text: string): HtmlNode {
  return h("span", { class: "json-value" }, text);
}

function printAtom(value: unknown): string {
  if (value === null) return "None";
  if (value === true) return "True";
  return value === false ? "False" : String(value);
}

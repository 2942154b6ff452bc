/** One output by its MIME type. */

import { TOO_LARGE } from "../checks/report-run.ts";
import { h } from "./html.ts";
import { jsonNodes, type Leaf } from "./json.ts";
import { isPicture } from "./policy.ts";
import { leftOut, translateHtml } from "./translate.ts";

export const mimeNodes: Leaf = (mimetype, data, translation) => {
  const draw = drawers.find(([pattern]) => pattern.test(mimetype))?.[1];
  return draw === undefined
    ? [leftOut(translation, translation.words.kinds.output(mimetype))]
    : draw(mimetype, data, translation);
};

const html: Leaf = (_, data, translation) => translateHtml(data, translation);

const plain: Leaf = (_, data) => (data.trim() === "" ? [] : [h("pre", { class: "plain" }, stripAnsi(data))]);

const json: Leaf = (_, data, translation) => jsonNodes(parse(data), translation, mimeNodes);

const tex: Leaf = (_, data, translation) => {
  const formula = data.trim().replace(/^\$+|\$+$/g, "");
  const mathMl = translation.tools.mathMl(formula, true);
  return mathMl === null ? [h("pre", {}, data)] : translateHtml(mathMl, translation);
};

const picture: Leaf = (mimetype, data, translation) => {
  if (mimetype === "image/svg+xml" && !data.startsWith("data:")) return translateHtml(data, translation);
  const address = data.startsWith("data:") ? data : `data:${mimetype};base64,${data.trim()}`;
  if (!isPicture(address)) return [leftOut(translation, translation.words.kinds.picture)];
  return [h("img", { src: address, alt: "" })];
};

const chart: Leaf = (_mimetype, _data, translation) => [leftOut(translation, translation.words.kinds.chart)];

/** What a report can show best comes first. */
const preferred = [
  "text/html",
  "image/svg+xml",
  "image/png",
  "image/jpeg",
  "text/markdown",
  "text/latex",
  "text/plain",
];

/** Several forms of one output, `{mimetype: data}`. */
const bundle: Leaf = (_, data, translation) => {
  const forms = parse(data);
  if (typeof forms !== "object" || forms === null) return [];
  const entries = Object.entries(forms);
  const best =
    preferred.flatMap((mimetype) => entries.filter(([given]) => given === mimetype))[0] ?? entries[0];
  if (best === undefined) return [];
  const [mimetype, value] = best;
  return mimeNodes(mimetype, typeof value === "string" ? value : JSON.stringify(value), translation);
};

const tooLarge: Leaf = (_, data, { words }) => [h("p", { class: "left-out" }, words.tooLarge(Number(data)))];

const drawers: readonly (readonly [RegExp, Leaf])[] = [
  [/^text\/(html|markdown)$/, html],
  [/^text\/latex$/, tex],
  [/^application\/vnd\.marimo\+mimebundle$/, bundle],
  [/^application\/vnd\.(vega|vegalite|plotly)/, chart],
  [/^image\//, picture],
  [/^text\//, plain],
  [new RegExp(`^${TOO_LARGE.replaceAll(".", "\\.")}$`), tooLarge],
  [/^application\/(json|.*\+json)$/, json],
];

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

/** Terminal text without its escape sequences; a line that was written over keeps its last state. */
export function stripAnsi(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(escapes, "")
    .split("\n")
    .map((line) => line.split("\r").findLast((piece) => piece !== "") ?? "")
    .join("\n");
}

const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out here
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[^[\]]?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

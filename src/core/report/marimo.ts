/** marimo's own elements: each opened out into what it would show, nothing folded away. */
import { formulaNode } from "./formula.ts";
import { type HtmlElement, type HtmlNode, h, isElement, textOf } from "./html.ts";
import { inputTranslator } from "./inputs.ts";
import { jsonNodes } from "./json.ts";
import { mimeNodes } from "./mime.ts";
import { isPicture } from "./policy.ts";
import { readData, readText, readTexts } from "./read-data.ts";
import { tableNodes } from "./table.ts";
import {
  leftOut,
  type MarimoTranslator,
  type Translation,
  translateHtml,
  translateNodes,
} from "./translate.ts";

export const translateMarimo: MarimoTranslator = (element, translation) => {
  const translator = translators.get(element.name) ?? inputTranslator(element.name) ?? unknown;
  return translator(element, translation);
};

const inside: MarimoTranslator = (element, translation) => translateNodes(element.children, translation);

const uiElement: MarimoTranslator = (element, translation) =>
  translateNodes(element.children, { ...translation, object: element.attributes["object-id"] ?? "" });

const callout: MarimoTranslator = (element, translation) => {
  const kind = /^(neutral|success|warn|danger|info|alert)$/.exec(readText(element, "kind"))?.[0] ?? "neutral";
  return [h("div", { class: `callout ${kind}` }, ...translateHtml(readText(element, "html"), translation))];
};

/** Accordions and tabs: every part under its name. */
function parts(names: string): MarimoTranslator {
  return (element, translation) => {
    const labels = readTexts(element, names);
    const bodies = element.children.filter(isElement);
    return [
      h(
        "div",
        { class: "parts" },
        ...bodies.map((body, index) => part(labels[index] ?? "", body, translation)),
      ),
    ];
  };
}

function part(label: string, body: HtmlElement, translation: Translation): HtmlNode {
  const title = h("div", { class: "part-title" }, ...translateHtml(label, translation));
  return h("div", { class: "part" }, title, h("div", {}, ...translateNodes(body.children, translation)));
}

const carousel: MarimoTranslator = (element, translation) => {
  const slides = element.children.filter((node) => isElement(node) || node.trim() !== "");
  return slides.map((slide) => h("div", { class: "slide" }, ...translateNodes([slide], translation)));
};

const stat: MarimoTranslator = (element, translation) => {
  const arrow = { increase: "↑ ", decrease: "↓ " }[readText(element, "direction")] ?? "";
  const value = readData(element, "value");
  return [
    h(
      "div",
      { class: "stat" },
      h("div", { class: "stat-label" }, ...translateHtml(readText(element, "label"), translation)),
      h("div", { class: "stat-value" }, value === undefined ? "" : String(value)),
      h("div", { class: "stat-caption" }, arrow, ...translateHtml(readText(element, "caption"), translation)),
    ),
  ];
};

const progress: MarimoTranslator = (element, translation) => {
  const done = readData(element, "progress");
  const total = readData(element, "total");
  const amount = typeof done === "number" && typeof total === "number" ? `${done} / ${total}` : "…";
  const words = [readText(element, "title"), readText(element, "subtitle")].filter((text) => text !== "");
  return [
    h(
      "div",
      { class: "progress" },
      ...words.flatMap((html) => [...translateHtml(html, translation), " "]),
      amount,
    ),
  ];
};

/** arithmatex marks formulas with `||(…||)` and `||[…||]`; one inside the other is a formula on its own line. */
const tex: MarimoTranslator = (element, { tools }) => {
  const marked = textOf(element.children).trim();
  const display = marked.startsWith("||[") || marked.startsWith("||(||(");
  const formula = marked.replace(/^(\|\|[([])+/, "").replace(/(\|\|[)\]])+$/, "");
  return [formulaNode(formula, display, tools)];
};

const json: MarimoTranslator = (element, translation) =>
  jsonNodes(readData(element, "json-data"), translation, mimeNodes);

const mermaid: MarimoTranslator = (element, { words }) => [
  h(
    "figure",
    { class: "diagram" },
    h("pre", {}, h("code", {}, readText(element, "diagram").trim())),
    h("figcaption", {}, words.diagram),
  ),
];

const lazy: MarimoTranslator = (element, translation) => {
  const answer = translation.answers[translation.object];
  return answer === undefined ? unknown(element, translation) : translateHtml(answer, translation);
};

const mimeRenderer: MarimoTranslator = (element, translation) => {
  const data = readData(element, "data");
  const text = typeof data === "string" ? data : JSON.stringify(data ?? null);
  return mimeNodes(readText(element, "mime"), text, translation);
};

const figure: MarimoTranslator = (element, translation) =>
  picture(readText(element, "chart-base64"), translation);

const comparison: MarimoTranslator = (element, translation) =>
  ["before-src", "after-src"].flatMap((name) => picture(readText(element, name), translation));

function picture(address: string, translation: Translation): readonly HtmlNode[] {
  const { words } = translation;
  return isPicture(address)
    ? [h("img", { src: address, alt: "" })]
    : [leftOut(translation, words.kinds.picture)];
}

// Vega and plotly draw by running what the notebook specifies, with expressions and addresses of data in it. A report is
// made without running anything of the notebook's: a picture that came with the output is shown, a chart is named.
const chart: MarimoTranslator = (_, translation) => [leftOut(translation, translation.words.kinds.chart)];
const widget: MarimoTranslator = (_, translation) => [leftOut(translation, translation.words.kinds.widget)];

const unknown: MarimoTranslator = (element, translation) => {
  const name = element.name.replace(/^marimo-/, "");
  return [leftOut(translation, translation.words.kinds.element(name)), ...inside(element, translation)];
};

const translators: ReadonlyMap<string, MarimoTranslator> = new Map([
  ["marimo-ui-element", uiElement],
  ["marimo-form", inside],
  ["marimo-dict", inside],
  ["marimo-sidebar", inside],
  ["marimo-callout-output", callout],
  ["marimo-accordion", parts("labels")],
  ["marimo-tabs", parts("tabs")],
  ["marimo-carousel", carousel],
  ["marimo-stat", stat],
  ["marimo-progress", progress],
  ["marimo-tex", tex],
  ["marimo-json-output", json],
  ["marimo-table", tableNodes],
  ["marimo-data-editor", tableNodes],
  ["marimo-mermaid", mermaid],
  ["marimo-lazy", lazy],
  ["marimo-mime-renderer", mimeRenderer],
  ["marimo-matplotlib", figure],
  ["marimo-image-comparison", comparison],
  ["marimo-plotly", chart],
  ["marimo-vega", chart],
  ["marimo-anywidget", widget],
  ["marimo-panel", widget],
  ["marimo-mpl-interactive", widget],
]);

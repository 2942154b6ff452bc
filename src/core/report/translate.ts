/** From the HTML of a notebook's outputs to the HTML of a report: marimo's elements as plain ones, the rest by policy. */
import { type HtmlElement, type HtmlNode, h, isElement } from "./html.ts";
import { cleanAttribute, familyOf, isDropped, isPicture } from "./policy.ts";
import type { ReportWords } from "./words.ts";

/** What a platform does for us. */
export interface ReportTools {
  /** Parses HTML as a browser does, without running or loading anything. */
  readonly readHtml: (html: string) => readonly HtmlNode[];
  /** A formula of TeX as HTML text with MathML in it; null when it cannot be read. */
  readonly mathMl: (tex: string, display: boolean) => string | null;
  /** A last look at the finished HTML of one output: a sanitiser that is not ours. */
  readonly sanitise: (html: string) => string;
}

export interface Translation {
  readonly tools: ReportTools;
  readonly words: ReportWords;
  /** Different for every cell; put before ids. */
  readonly prefix: string;
  readonly answers: Readonly<Record<string, string>>;
  /** Translates an element of marimo's. */
  readonly marimo: MarimoTranslator;
  /** Object id of the UI element that we are in; "" outside of one. */
  readonly object: string;
  /** HTML inside of attributes inside of HTML: a notebook can go on like that for ever. */
  readonly depth: number;
}

export type MarimoTranslator = (element: HtmlElement, translation: Translation) => readonly HtmlNode[];

const DEEPEST = 40;
/** Rows of a table that a report shows. */
export const MOST_ROWS = 100;

export function translateHtml(html: string, translation: Translation): readonly HtmlNode[] {
  if (translation.depth > DEEPEST) return [leftOut(translation, translation.words.kinds.output("text/html"))];
  const nodes = translation.tools.readHtml(html);
  return translateNodes(nodes, { ...translation, depth: translation.depth + 1 });
}

export function translateNodes(nodes: readonly HtmlNode[], translation: Translation): readonly HtmlNode[] {
  return nodes.flatMap((node) => (isElement(node) ? translateElement(node, translation) : [node]));
}

/** A line in the place of something that a report cannot show. */
export function leftOut({ words }: Translation, what: string): HtmlElement {
  return h("span", { class: "left-out" }, words.leftOut(what));
}

function translateElement(element: HtmlElement, translation: Translation): readonly HtmlNode[] {
  const { name } = element;
  if (name.startsWith("marimo-")) return translation.marimo(element, translation);
  if (isDropped(name)) return [];
  // The report would open what the notebook counts as opened.
  if ("data-hints" in element.attributes) return [leftOut(translation, translation.words.kinds.hints)];
  const special = specials.get(name);
  if (special !== undefined) return special(element, translation);
  const family = familyOf(name);
  if (family === undefined) return translateNodes(element.children, translation);
  return [copy(element, translation, translateNodes(element.children, translation))];
}

function copy(element: HtmlElement, { prefix }: Translation, children: readonly HtmlNode[]): HtmlElement {
  const { name } = element;
  const rules = { family: familyOf(name) ?? "html", element: name, prefix };
  const attributes = Object.entries(element.attributes).flatMap(([attribute, value]) => {
    const clean = cleanAttribute(rules, attribute, value);
    return clean === undefined ? [] : [[attribute, clean] as const];
  });
  return h(name, { ...Object.fromEntries(attributes), ...levelIn(name) }, ...children);
}

/** Cells have headings of the third level in a report: what a notebook heads comes below those, looking as it did. */
function levelIn(name: string): Readonly<Record<string, string>> {
  const level = Number(/^h([1-6])$/.exec(name)?.[1]);
  return level > 0 ? { "aria-level": String(Math.min(Math.max(level + 2, 4), 6)) } : {};
}

const specials: ReadonlyMap<string, MarimoTranslator> = new Map<string, MarimoTranslator>([
  ["img", picture],
  ["table", table],
  ["a", link],
  ["span", span],
  ["audio", (element, translation) => player(element, translation, translation.words.kinds.sound)],
  ["video", (_, translation) => [leftOut(translation, translation.words.kinds.video)]],
  ["canvas", (_, translation) => [leftOut(translation, translation.words.kinds.picture)]],
  ...["iframe", "object", "embed"].map(
    (name) => [name, (_: HtmlElement, t: Translation) => [leftOut(t, t.words.kinds.page)]] as const,
  ),
  ["details", (element, t) => [h("details", { open: "" }, ...translateNodes(element.children, t))]],
]);

function picture(element: HtmlElement, translation: Translation): readonly HtmlNode[] {
  const { src = "", alt = "" } = element.attributes;
  if (isPicture(src)) return [copy(element, translation, [])];
  const host = URL.canParse(src) ? new URL(src).host : src.slice(0, 80);
  return [h("span", { class: "left-out" }, translation.words.farPicture(alt, host))];
}

function link(element: HtmlElement, translation: Translation): readonly HtmlNode[] {
  const { attributes, ...copied } = copy(element, translation, translateNodes(element.children, translation));
  return [{ ...copied, attributes: { ...attributes, rel: "noopener noreferrer" } }];
}

function player(element: HtmlElement, translation: Translation, kind: string): readonly HtmlNode[] {
  const children = translateNodes(element.children, translation);
  const copied = copy(element, translation, children);
  const plays = [copied, ...children].some((node) => isElement(node) && node.attributes.src !== undefined);
  if (!plays) return [leftOut(translation, kind)];
  return [{ ...copied, attributes: { ...copied.attributes, controls: "" } }];
}

/** marimo's Markdown has spans in the place of paragraphs. */
function span(element: HtmlElement, translation: Translation): readonly HtmlNode[] {
  const children = translateNodes(element.children, translation);
  const classes = element.attributes.class?.split(" ") ?? [];
  if (classes.includes("paragraph")) return [h("div", { class: "paragraph" }, ...children)];
  if (classes.includes("markdown")) return [h("div", {}, ...children)];
  return [copy(element, translation, children)];
}

/** A plain table keeps its first rows; how many there were stands below it. */
function table(element: HtmlElement, translation: Translation): readonly HtmlNode[] {
  const rows = countRows(element.children);
  const budget = { left: MOST_ROWS };
  const children = rows > MOST_ROWS ? takeRows(element.children, budget) : element.children;
  const shown = copy(element, translation, translateNodes(children, translation));
  if (rows <= MOST_ROWS) return [shown];
  return [shown, h("p", { class: "count" }, translation.words.rows(MOST_ROWS, rows))];
}

function countRows(nodes: readonly HtmlNode[]): number {
  return nodes.filter(isElement).reduce((sum, { name, children }) => {
    if (name === "thead" || name === "tfoot") return sum;
    return sum + (name === "tr" ? 1 : name === "tbody" ? countRows(children) : 0);
  }, 0);
}

function takeRows(nodes: readonly HtmlNode[], budget: { left: number }): readonly HtmlNode[] {
  return nodes.flatMap((node) => {
    if (!isElement(node) || node.name === "thead" || node.name === "tfoot") return [node];
    if (node.name === "tbody") return [{ ...node, children: takeRows(node.children, budget) }];
    if (node.name !== "tr") return [node];
    budget.left -= 1;
    return budget.left >= 0 ? [node] : [];
  });
}

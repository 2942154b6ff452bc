/** HTML as values. Text and attributes are escaped when it is printed, and only then. */

export type HtmlNode = string | HtmlElement;

export interface HtmlElement {
  /** Lower case, but for SVG's own names (`clipPath`). */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
}

export function h(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly HtmlNode[]
): HtmlElement {
  return { name, attributes, children };
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return typeof node !== "string";
}

export function textOf(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (isElement(node) ? textOf(node.children) : node)).join("");
}

const voidElements = new Set(["br", "col", "hr", "img", "source", "wbr"]);
const safeName = /^[A-Za-z][A-Za-z0-9:-]*$/;
/** Their content is no HTML: escaping it would not make it safe, so they are never printed. */
const rawText = /^(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|template)$/i;

/** Leaves out what cannot be written safely: raw-text elements and names that are none. */
export function printHtml(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (isElement(node) ? printElement(node) : escapeHtml(node))).join("");
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function printElement({ name, attributes, children }: HtmlElement): string {
  if (!safeName.test(name) || rawText.test(name)) return "";
  const written = Object.entries(attributes)
    .filter(([attribute]) => safeName.test(attribute))
    .map(([attribute, value]) => ` ${attribute}="${escapeHtml(value)}"`)
    .join("");
  if (voidElements.has(name)) return `<${name}${written}>`;
  return `<${name}${written}>${printHtml(children)}</${name}>`;
}

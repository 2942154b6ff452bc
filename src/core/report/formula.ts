/** Formulas as MathML, wherever TeX stands: in outputs and in the messages of checks. */
import { readInline } from "../checks/inline.ts";
import { type HtmlNode, h, isElement } from "./html.ts";
import type { ReportTools } from "./translate.ts";

/** The TeX as it is when it cannot be read. */
export function formulaNode(tex: string, display: boolean, tools: ReportTools): HtmlNode {
  const mathMl = tools.mathMl(tex, display);
  if (mathMl === null) return h("code", { class: "tex" }, tex);
  return h("span", { class: display ? "formula display" : "formula" }, ...mathNodes(tools.readHtml(mathMl)));
}

/** A message of a check: code and formulas set, the rest as text. */
export function messageNodes(message: string, tools: ReportTools): readonly HtmlNode[] {
  return readInline(message).map(({ kind, text }) => {
    if (kind === "code") return h("code", {}, text);
    return kind === "formula" ? formulaNode(text, false, tools) : text;
  });
}

/** Only the presentation: the TeX that KaTeX repeats inside would be read twice. */
function mathNodes(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [node];
    const children = mathNodes(node.children);
    if (node.name === "annotation") return [];
    return node.name === "semantics" || node.name === "span" ? children : [{ ...node, children }];
  });
}

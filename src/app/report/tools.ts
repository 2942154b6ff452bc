/** What a browser does for a report: parses HTML, draws formulas, and has the last look at what a notebook wrote. */
import DOMPurify from "dompurify";
import katex from "katex";
import { type HtmlNode, h } from "../../core/report/html.ts";
import type { ReportTools } from "../../core/report/translate.ts";

export const reportTools: ReportTools = {
  readHtml(html) {
    // A document that is on no page: nothing in it runs or loads.
    const { body } = new DOMParser().parseFromString(html, "text/html");
    return readNodes(body);
  },
  mathMl(tex, display) {
    try {
      return katex.renderToString(tex, {
        output: "mathml",
        displayMode: display,
        throwOnError: true,
        trust: false,
      });
    } catch {
      return null;
    }
  },
  sanitise: (html) =>
    DOMPurify.sanitize(html, {
      USE_PROFILES: { html: true, svg: true, svgFilters: true, mathMl: true },
      // Glyphs of matplotlib; core/report/policy.ts lets it point only into its own cell.
      ADD_TAGS: ["use"],
      ALLOW_DATA_ATTR: false,
    }),
};

/** Beyond this, elements inside of elements are read as text: a deep tree would exhaust the stack. */
const DEEPEST = 200;

function readNodes(parent: Node, depth = 0): readonly HtmlNode[] {
  return Array.from(parent.childNodes).flatMap((node): readonly HtmlNode[] => {
    if (node instanceof Text) return [node.data];
    if (!(node instanceof Element)) return [];
    if (depth > DEEPEST) return [node.textContent];
    const attributes = Array.from(node.attributes, ({ name, value }) => [name, value] as const);
    return [h(node.localName, Object.fromEntries(attributes), ...readNodes(node, depth + 1))];
  });
}

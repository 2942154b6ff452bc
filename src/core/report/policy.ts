/**
 * What of a notebook's HTML may stand in a report, and in which form. The notebook's code wrote it: it may look as it
 * likes within its cell, and may not run, load, or pass for a part of the report.
 */

const htmlElements = new Set(
  `a abbr address article aside audio b bdi bdo blockquote br caption center cite code col colgroup data dd del details
   dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p
   pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr
   tt u ul var wbr`.split(/\s+/),
);

const svgElements = new Set(
  `svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath clipPath mask marker pattern
   linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood
   feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTurbulence`.split(
    /\s+/,
  ),
);

const mathElements = new Set(
  `math mrow mi mo mn ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup msubsup munder mover
   munderover mmultiscripts mprescripts mtable mtr mtd mlabeledtr merror mglyph`.split(/\s+/),
);

export type Family = "html" | "svg" | "math";

/** Undefined for an element that a report does not have. */
export function familyOf(name: string): Family | undefined {
  if (htmlElements.has(name)) return "html";
  if (svgElements.has(name)) return "svg";
  return mathElements.has(name) ? "math" : undefined;
}

/** These go with all that is in them; of any other unknown element the content stays. */
export function isDropped(name: string): boolean {
  return /^(script|style|template|noscript|textarea|select|option|datalist|title|desc|metadata|annotation|annotation-xml|foreignobject|head|link|meta|base|param|track|frame|frameset|xmp|noembed|noframes|plaintext)$/i.test(
    name,
  );
}

const htmlAttributes =
  /^(title|lang|dir|role|aria-[a-z-]+|alt|width|height|colspan|rowspan|scope|headers|span|start|reversed|value|align|valign|datetime|open|controls|color|type)$/;
const svgAttributes = /^(?!on)[a-zA-Z][a-zA-Z-]*$/;

export interface AttributeRules {
  readonly family: Family;
  readonly element: string;
  /** Put before every id, so that two cells cannot have the same one and none can have the page's. */
  readonly prefix: string;
}

/** The attribute as it may be written, or undefined when it may not. */
export function cleanAttribute(rules: AttributeRules, name: string, value: string): string | undefined {
  const { family, element, prefix } = rules;
  switch (name) {
    case "id":
      return prefix + value;
    case "class":
      return cleanClass(value);
    case "style":
      return cleanStyle(value, prefix);
    case "href":
    case "xlink:href":
      return cleanLink(element, value, prefix);
    case "src":
      return cleanSource(element, value);
    default:
      break;
  }
  if (family === "html") return htmlAttributes.test(name) ? value : undefined;
  if (!svgAttributes.test(name) || /^(from|to|by|values|attributeName)$/i.test(name)) return undefined;
  return localUrls(value, prefix);
}

/** Classes of the highlighter (`k`, `nf`, `c1`) and of nothing else: a report's own must not be borrowed. */
function cleanClass(value: string): string | undefined {
  const kept = value.split(/\s+/).filter((name) => /^(codehilite|[a-z]{1,2}[a-z0-9]?)$/.test(name));
  return kept.length === 0 ? undefined : kept.join(" ");
}

function cleanStyle(value: string, prefix: string): string | undefined {
  const kept = value.split(";").flatMap((declaration) => {
    const [, property, given] = /^\s*([a-z-]+)\s*:\s*([^\\<>@]+)$/i.exec(declaration) ?? [];
    if (
      property === undefined ||
      given === undefined ||
      /^(position|z-index|behavior|content)$/i.test(property)
    )
      return [];
    const local = localUrls(given, prefix);
    return local === undefined || /image-set|expression|javascript:/i.test(given)
      ? []
      : [`${property}: ${local.trim()}`];
  });
  return kept.length === 0 ? undefined : kept.join("; ");
}

/** `url(#id)` with the prefix; undefined for a `url(…)` that leads anywhere else. */
function localUrls(value: string, prefix: string): string | undefined {
  const local = value.replace(
    /url\(\s*(["']?)#([^)"']*)\1\s*\)/gi,
    (_, _quote, id: string) => `url(#${prefix}${id})`,
  );
  return /url\s*\((?!#)/i.test(local) || /javascript:/i.test(local) ? undefined : local;
}

function cleanLink(element: string, value: string, prefix: string): string | undefined {
  if (value.startsWith("#")) return `#${prefix}${value.slice(1)}`;
  return element === "a" && /^(https?:|mailto:)/i.test(value) ? value : undefined;
}

function cleanSource(element: string, value: string): string | undefined {
  if (element === "img") return isPicture(value) ? value : undefined;
  return /^data:(audio|video)\/[\w.+-]+[;,]/i.test(value) ? value : undefined;
}

/** A picture that is in the text itself. */
export function isPicture(address: string): boolean {
  return /^data:image\/[\w.+-]+[;,]/i.test(address);
}

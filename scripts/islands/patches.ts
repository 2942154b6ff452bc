/**
 * Islands compiles a few functions from text, which the frame's policy refuses (no `unsafe-eval`), and asks for
 * things on the network. Each such place has an equal that does neither; a patch that no longer fits its file
 * fails the build.
 */
export type Patch = {
  /** Start of the file's name in islands' `dist/`; the rest is a hash. */
  file: string;
  why: string;
  /** Exactly one occurrence in the file. */
  find: string;
  replace: string;
};

export const patches: readonly Patch[] = [
  {
    file: "main.js",
    why: "`[data-cell-id]` is what a cell of ours is known by (docs/interfaces.md); an island inside is not a second one",
    find: `CELL_ID: "data-cell-id",`,
    replace: `CELL_ID: "data-island-cell-id",`,
  },
  {
    file: "react-vega-",
    why: "vega-embed carries vega's expression interpreter and uses it when the option `ast` is on",
    find: "let { ast: k } = r,",
    replace: "let { ast: k = true } = r,",
  },
  {
    file: "vega-loader.browser-",
    why: "d3-dsv compiles the reader of a CSV row; charts, tables and the data editor read CSV",
    find: `return Function("d", "return {" + o.map(function(o2, F) {
    return JSON.stringify(o2) + ": d[" + F + '] || ""';
  }).join(",") + "}");`,
    replace: `return (d) => Object.fromEntries(o.map((name, column) => [name, d[column] || ""]));`,
  },
  {
    file: "ConnectedDataExplorerComponent-",
    why: "vega-util of the data explorer compiles its field reader",
    find: `h = "return _[" + m.map($).join("][") + "];";
  return accessor_default(Function("_", h), `,
    replace: `h = (_) => m.reduce((value, key) => value[key], _);
  return accessor_default(h, `,
  },
  {
    file: "ConnectedDataExplorerComponent-",
    why: "datalib of the data explorer compiles its field reader",
    find: `Function("x", "return x[" + m.field(e4).map(m.str).join("][") + "];")`,
    replace: `((path) => (x) => path.reduce((value, key) => value[key], x))(m.field(e4))`,
  },
  {
    file: "zod-",
    why: "zod tries to compile a function to learn whether it may: each try is a reported violation",
    find: `return Function(""), true;`,
    replace: "return false;",
  },
  {
    file: "useTheme-",
    why: "islands reads the theme once, except where VS Code says it: ours is said there, on the body",
    find: `switch (document.body.dataset.vscodeThemeKind) {`,
    replace: `switch (\`vscode-\${document.body.dataset.theme}\`) {`,
  },
  {
    file: "useTheme-",
    why: "and a change of it is followed",
    find: `attributeFilter: ["data-vscode-theme-kind"]`,
    replace: `attributeFilter: ["data-theme"]`,
  },
  {
    file: "main.js",
    why: "the thumb of a slider has no name; its label stands in the same shadow root",
    find: "w = getLabel(l, f.values.length), T =",
    replace: `w = getLabel(l, f.values.length) ?? (m?.getRootNode().querySelector("label")?.textContent || "Slider"), T =`,
  },
  {
    file: "code-visibility-",
    why: "the column of single choices has an empty header",
    find: `className: "mx-1.5 my-4"
      }) : null,`,
    replace: `className: "mx-1.5 my-4"
      }) : (0, import_jsx_runtime.jsx)("span", { className: "sr-only", children: "Choice" }),`,
  },
  {
    file: "code-visibility-",
    why: "counts in trees of values are too pale to read on paper",
    find: `base04: "rgba(0, 0, 0, 0.3)",`,
    replace: `base04: "rgba(0, 0, 0, 0.75)",`,
  },
  {
    file: "code-visibility-",
    why: "so are its values: None and texts,",
    find: `base08: "#d33682",
    base09: "#cb4b16",`,
    replace: `base08: "#b82c70", base09: "#a83d10",`,
  },
  {
    file: "code-visibility-",
    why: "numbers and truths,",
    find: `base0B: "#859900",
    base0C: "#6c71c4",
    base0D: "#586e75",
    base0E: "#2aa198",
    base0F: "#268bd2"`,
    replace: `base0B: "#5c6a00", base0C: "#5a5fb3", base0D: "#586e75", base0E: "#1a706a", base0F: "#1a659c"`,
  },
  {
    file: "code-visibility-",
    why: "and None and whole numbers on dark paper",
    find: `base08: "#ab4642",`,
    replace: `base08: "#e28078",`,
  },
  {
    file: "code-visibility-",
    why: "(its second half)",
    find: `base0F: "#a16946"`,
    replace: `base0F: "#cd9468"`,
  },
  {
    file: "main.js",
    why: "the worker is ours (the frame's Worker answers islands' blob worker), so its address is never loaded",
    find: "import.meta.url",
    replace: `"https://islands.invalid/"`,
  },
  {
    file: "main.js",
    why: "plotly's WebGL points compile their drawing code, the same charts in SVG do not",
    find: `figure: object({}).passthrough().transform((e) => e),`,
    replace: `figure: object({}).passthrough().transform((e) => ({ ...e, data: Array.isArray(e.data) ? e.data.map((trace) =>
      /^scatter(polar)?gl$/.test(trace?.type) ? { ...trace, type: trace.type.slice(0, -2) } : trace) : e.data })),`,
  },
  {
    file: "main.js",
    why: "every plotly chart would ask a CDN for MathJax; without it, TeX in a chart's labels stays as typed",
    find: `useScript("https://cdn.jsdelivr.net/npm/mathjax-full@3.2.2/es5/tex-mml-svg.min.js")`,
    replace: `"error"`,
  },
];

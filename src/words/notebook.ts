/** Every sentence that the cells of a notebook show or say. */

const count = (amount: number, one: string, many: string): string =>
  `${amount.toLocaleString("en")} ${amount === 1 ? one : many}`;

export const notebookWords = {
  region: "Notebook",
  empty: "This notebook has no cells yet.",
  cellNumber: (position: number) => `Cell ${position}`,

  addCode: "Add code",
  addText: "Add text",
  addHere: (position: number) =>
    position === 0 ? "Add a cell at the top" : `Add a cell after cell ${position}`,

  runCell: "Run cell",
  runCellTitle: "Run cell (Ctrl+Enter)",
  stop: "Stop",
  moreActions: "Cell actions",
  took: (time: string) => `took ${time}`,

  status: {
    idle: { word: "", title: "" },
    queued: { word: "Queued", title: "Waits for the cells before it" },
    running: { word: "Running", title: "Python is working on this cell" },
    stale: { word: "Stale", title: "Something it depends on has changed since it last ran" },
    notRun: { word: "Not run", title: "It has not run since the notebook was opened" },
    disabled: { word: "Disabled", title: "Does not run, and neither do the cells that need it" },
    error: { word: "Error", title: "The last run ended with an error" },
    stopped: { word: "Stopped", title: "Stop ended this cell before it was done" },
    edited: { word: "Edited", title: "The code has changed since it last ran" },
  },

  locked: {
    marks: "Read-only: it holds the marks of the exercises",
    check: "Read-only: it checks your answers",
    marker: "Read-only: as it was handed out",
    elsewhere: "Read-only: it is edited in another tab",
  },
  kinds: { code: "", function: "function", class: "class", setup: "setup", unparsable: "not valid Python" },

  menu: {
    addCodeAbove: "Add code above",
    addCodeBelow: "Add code below",
    addTextAbove: "Add text above",
    addTextBelow: "Add text below",
    moveUp: "Move up",
    moveDown: "Move down",
    rename: "Rename",
    toText: "Convert to text",
    toCode: "Convert to code",
    hideCode: "Always hide code",
    showCode: "Always show code",
    disable: "Disable",
    enable: "Enable",
    remove: "Delete",
  },
  removed: (name: string) => `Deleted ${name}. Undo brings it back.`,
  moved: (name: string, position: number, total: number) => `${name} is now ${position} of ${total}.`,

  rename: {
    label: "Name of the cell",
    hint: "Enter keeps the name, Escape leaves it as it was.",
    refused: "Use letters, digits and underscores, and do not begin with a digit.",
  },

  code: {
    label: (name: string) => `Code of ${name}`,
    textLabel: (name: string) => `Text of ${name}`,
    help: "Tab indents. To leave the editor, press Escape, then Tab. Ctrl and Enter run the cell; Shift and Enter run it and go to the next cell.",
    textHelp:
      "Markdown. To leave the editor, press Tab. Ctrl and Enter show the text; Shift and Enter show it and go to the next cell.",
    plainHelp: "Tab leaves the editor. Ctrl and Enter run the cell.",
    empty: "Write Python here",
    textEmpty: "Write text here, in Markdown",
    show: "Show code",
    hide: "Hide code",
    edit: "Edit text",
    done: "Done",
  },

  /** CodeMirror's own words, and ours for them. */
  search: {
    Find: "Find in this cell",
    Replace: "Replace with",
    next: "Next",
    previous: "Previous",
    all: "Select all",
    replace: "Replace",
    "replace all": "Replace all",
    "match case": "Match case",
    regexp: "Regular expression",
    "by word": "Whole words",
    close: "Close",
  },

  output: {
    label: (name: string) => `Output of ${name}`,
    starting: "The output appears when Python has started",
    fromBefore: "From before Stop",
  },

  console: {
    label: (name: string) => `Console of ${name}`,
    errors: "Error output",
    trace: "Traceback",
    image: "Picture in the console",
    showAll: (lines: number) => `Show all ${count(lines, "line", "lines")}`,
    showLess: "Show less",
    cut: "The beginning is left out here; Copy gives all of it.",
    copy: "Copy",
    copied: "Copied",
    notCopied: "Could not copy. Select the text and copy it with the keyboard.",
  },

  problems: {
    label: (name: string) => `Problems of ${name}`,
    goTo: (name: string) => `Go to ${name}`,
    headings: {
      syntax: "Python cannot read this cell",
      "invalid-syntax": "Python cannot read this cell",
      "multiple-defs": "Defined in more than one cell",
      cycle: "Cells that need each other",
      "setup-refs": "The setup cell may not use other cells",
      "delete-nonlocal": "Only the cell that defines a name may delete it",
      "import-star": "Import names one by one",
      exception: "An exception was raised",
      "strict-exception": "A name was missing",
      "ancestor-prevented": "Not run: a cell it needs could not run",
      "ancestor-stopped": "Not run: a cell it needs stopped early",
      interruption: "Interrupted",
      "sql-error": "The query failed",
      internal: "marimo had a problem of its own",
      unknown: "A problem",
    },
  },
} as const;

type Headings = typeof notebookWords.problems.headings;

const isHeading = (type: string): type is keyof Headings =>
  Object.hasOwn(notebookWords.problems.headings, type);

/** The heading for marimo's error type; a type that we do not know gets the plainest one. */
export function problemHeading(type: string): string {
  return notebookWords.problems.headings[isHeading(type) ? type : "unknown"];
}

/** Every sentence of the page around a notebook, in English. Failures: failures.ts; cells: notebook.ts. */
import { megabytes } from "./sizes.ts";

const packageReasons = new Map([
  ["compiled", "It is made of compiled code that nobody has built for browsers."],
  ["system", "It steers the computer itself, which no page may do."],
  ["network", "It opens network connections of its own, which no page may do."],
  ["compiler", "It needs a compiler while it runs."],
  ["no-wheel", "There is no version of it that runs in a browser."],
  ["not-on-index", "There is no package of this name."],
  ["not-found", "Its file is not where it should be."],
  ["unreachable", "Its server does not answer. You may be offline."],
  ["package-refused", "It would come from a server that is no package host."],
  ["package-damaged", "Its file is not the one that was expected, and was not used."],
  ["package-unreadable", "Its file cannot be read."],
  ["package-conflict", "It does not go together with another package."],
  ["index-unreadable", "The list of packages cannot be read."],
  ["unreadable", "What the notebook says about it cannot be read as a requirement."],
  ["address", "It is asked for by an address, which only works for packages of this course."],
]);

export const words = {
  app: "Atelier",
  skip: "Skip to the notebook",
  courses: {
    title: "Courses",
    empty: "This site has no courses yet.",
    loading: "Loading the courses…",
    minutes: (minutes: number) => `about ${minutes} min`,
    openTitle: "Open a notebook",
    openHint: "Choose a marimo .py file, drop it anywhere on this page, or paste its text.",
    choose: "Choose a file",
    addressLabel: "Or from an address",
    openAddress: "Open",
    openedTitle: "Opened here",
    forget: (title: string) => `Remove ${title} from this browser`,
    remove: "Remove",
    removeSure: "Remove for good",
    keep: "Keep",
    reading: "Reading the file…",
    back: "All courses",
    desk: "Assignments",
    notebooks: "Notebooks",
    others: "Also in this course",
    kinds: new Map([
      ["lecture", "Lecture"],
      ["assignment", "Assignment"],
      ["first-steps", "First steps"],
      ["workshop", "Workshop"],
    ]),
  },
  open: {
    title: "Open a notebook from another site?",
    from: (host: string) => `This link leads to a notebook on ${host}.`,
    warning:
      "A notebook is a program. It runs in a closed area of this page: it cannot see your other notebooks, your files or your accounts.",
    yes: (host: string) => `Open from ${host}`,
    no: "Do not open",
  },
  tools: {
    label: "Notebook tools",
    runAll: "Run all",
    runStale: "Run stale",
    stop: "Stop",
    validate: "Validate",
    submit: "Submit",
    undo: "Undo",
    redo: "Redo",
    history: "History",
    download: "Download",
    reset: "Reset",
    settings: "Settings",
    more: "More",
    outline: "Outline",
    checks: "Checks",
    files: "Files",
    packages: "Packages",
    print: "Print",
  },
  saved: {
    unchanged: "as handed out",
    saving: "saving…",
    now: "saved",
    ago: (seconds: number) =>
      seconds < 60 ? `saved ${seconds} s ago` : `saved ${Math.round(seconds / 60)} min ago`,
    failed: "not saved",
    done: "Saved in this browser.",
  },
  python: {
    loading: "Starting Python",
    amount: (loaded: number, total: number) => `${megabytes(loaded)} of ${megabytes(total)} MB`,
    starting: "Starting Python…",
    ready: "ready",
    running: "running",
    waiting: "loading packages",
    failed: "Python is not running",
    again: "Start again",
  },
  outline: { empty: "Headings of the notebook appear here.", label: "Outline" },
  checks: {
    title: "Checks",
    count: (passed: number, all: number) => `${passed} of ${all}`,
    empty: "This notebook has no checks.",
    states: {
      idle: "not run",
      waiting: "waiting for your code",
      passed: "passed",
      partly: "partly right",
      failed: "not right yet",
    },
    marks: (earned: number | null, available: number) =>
      earned === null ? `${available} marks` : `${earned} of ${available} marks`,
    total: (earned: number, available: number) => `${round(earned)} of ${available} marks`,
    notReached: "not reached since your last change",
    show: (label: string) => `Go to ${label}`,
    open: "Show checks",
    close: "Close",
  },
  report: {
    title: "Report",
    running: (done: number, all: number) => `Validating: ${done} of ${all} cells`,
    starting: "Validating: starting a fresh Python…",
    cancel: "Cancel",
    at: (time: string) => `Validated at ${time}`,
    took: (time: string) => `took ${time}`,
    stale: "Out of date: the notebook has changed since.",
    again: "Validate again",
    visible: "All visible checks",
    errors: "Cells with errors",
    open: "Open report",
    close: "Close report",
    download: "Download report",
    opened: (title: string) => `Report on ${title}`,
  },
  files: {
    title: "Files",
    get: (name: string) => `Download ${name}`,
  },
  packages: {
    title: "Packages",
    states: {
      wanted: "needed",
      fetching: "loading",
      installed: "ready",
      failed: "did not load",
      impossible: "cannot run in a browser",
    },
    /** `code` as the runtime says it: one word, or `other-version <wanted> <used>`. */
    reason(code: string): string {
      const [word = "", wanted, used] = code.split(" ");
      if (word === "other-version") return `The notebook asks for ${wanted}; version ${used} is used.`;
      return packageReasons.get(word) ?? code;
    },
    loading: (name: string, ready: number, all: number) => `Loading packages: ${name} (${ready} of ${all})`,
  },
  facts: {
    "was-reset": "The notebook is as it was handed out. Undo brings your version back.",
    "frame-rebuilt":
      "The notebook area stopped answering and was started again. Your text is safe; results have to be computed again.",
    "interrupted-run":
      "The last run did not finish, so nothing was run on opening. Run the cells when you are ready.",
    "cell-deleted": "The cell is deleted. Undo brings it back.",
    "may-write": "You edit this notebook here now.",
    "time-limit": (seconds: number) => `The run was ended after ${seconds} seconds.`,
    "file-added": (name: string, more: number) =>
      `${more === 0 ? `${name} is` : `${name} and ${more} more are`} in the notebook's folder until you leave or reload the page.`,
  },
  questions: {
    linkTitle: "Open this link?",
    link: (host: string) => `The notebook wants to open a page on ${host} in a new tab.`,
    linkYes: "Open the link",
    hostTitle: "Let this notebook load data?",
    host: (host: string) =>
      `The notebook wants to fetch from ${host}. That server will learn what the notebook sends it. The notebook area starts again.`,
    hostYes: (host: string) => `Allow ${host}`,
    fileTitle: "Open this file?",
    file: (name: string) =>
      `“${name}” is opened as a notebook of its own. The one you have open stays as it is.`,
    fileYes: "Open the file",
    no: "Not now",
  },
  said: {
    finished: (passed: number, all: number) =>
      all === 0 ? "Run finished." : `Run finished. ${passed} of ${all} checks pass.`,
    stopped: "Stopped.",
    validated: (passed: number, all: number) =>
      all === 0
        ? "Validation finished. The notebook has no checks."
        : `Validation finished: ${passed} of ${all} visible checks pass.`,
    ready: "Python is ready.",
  },
  settings: {
    title: "Settings",
    theme: "Colours",
    themes: { system: "As on this device", light: "Light", dark: "Dark" },
    onChange: "When a cell has run",
    onChanges: { reactive: "Run the cells that depend on it", lazy: "Only mark them as out of date" },
    editor: "Editor",
    editors: { code: "Code editor", plain: "Plain text field, for screen readers and phones" },
    limits: "Time limits of Validate",
    limitOfCell: "Seconds for one cell",
    limitOfAll: "Seconds for all cells together",
    back: "Back",
    close: "Close settings",
  },
  unreadable: {
    title: "This notebook cannot be opened",
    text: "Its text, as it is",
  },
  notFound: { title: "There is nothing at this address", todo: "Go to the courses" },
  dismiss: "Dismiss",
  retry: "Try again",
  loading: "Loading…",
} as const;

function round(marks: number): string {
  return String(Math.round(marks * 10) / 10);
}

/** How many of the hints on offer were opened. */
export function hintWords(opened: number, all: number): string {
  if (all === 1) return opened === 1 ? "Hint opened" : "1 hint, not opened";
  return `Hints ${opened} of ${all} opened`;
}

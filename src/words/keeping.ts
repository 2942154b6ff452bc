/** Sentences about what is kept: the history, the tab that writes, changes upstream, the file on disk, backups. */

const reasons = {
  edit: "While editing",
  run: "When cells were run",
  validate: "When it was validated",
  reset: "Before Reset",
  restore: "Before an older version was restored",
  upstream: "Before the new version was taken",
  import: "Before a backup was restored",
  "other-tab": "Typed in another tab",
  file: "When the file on disk had changed",
} as const;

export const keepingWords = {
  history: {
    title: (notebook: string) => `History of ${notebook}`,
    close: "Close history",
    list: "Versions",
    loading: "Reading the history…",
    empty: "Nothing has been changed yet. What you type and run will appear here.",
    reasons,
    handedOut: "As handed out",
    same: "This version is the same as the notebook now.",
    changes: "What has changed since",
    summary: (added: number, removed: number) => `${lines(added)} added, ${lines(removed)} removed since.`,
    tooDifferent: "Almost everything has changed since, so the whole version is shown.",
    restore: "Restore this version",
    restoreHint: "The notebook as it is now stays in the history.",
    choose: "Choose a version to see what has changed since.",
    download: "Download this version",
    note: "Every change is kept in this browser within a second. Older versions are thinned out.",
  },
  diff: {
    label: "Changes, line by line",
    added: "Added: ",
    removed: "Removed: ",
    show: (count: number) => `Show ${lines(count)} that did not change`,
  },
  tabs: {
    reader: "This notebook is edited in another tab. Here you can read and run it.",
    takeOver: "Take over",
    taking: "Taking over…",
  },
  plainHttp: {
    text: "This page came over plain http: there is no copy for use without a network, and the browser may clear what is kept here when the disk gets full. All else works as usual.",
    trust: "Others on this network could change what you see, so use one that you trust.",
    understood: "Understood",
  },
  upstream: {
    text: "Your teacher has changed this notebook since you began. Your version is as you left it.",
    mine: "Keep mine",
    theirs: "Take the new one",
    theirsHint: "Your version stays in the history.",
    compare: "Compare",
    compared: "The new version compared with yours",
    close: "Close comparison",
    summary: (added: number, removed: number) =>
      `The new version adds ${lines(added)} to yours and removes ${lines(removed)}.`,
  },
  failed: { retry: "Try again", download: "Download now" },
  cleared: {
    text: "The browser has deleted what this site kept. This notebook is kept again; its history and your other notebooks here are gone.",
    todo: "Download a copy to be safe.",
  },
  file: {
    title: "A file on your disk",
    about: "Choose a .py file, and it is kept in step with the notebook while this page is open.",
    unsupported: "This browser cannot write to a file on your disk. Use Download instead.",
    choose: "Keep a file in step",
    asking: (name: string) => `“${name}” was kept in step before.`,
    resume: "Go on writing to it",
    writing: (name: string) => `Writing “${name}”…`,
    inStep: (name: string, time: string) => `“${name}” is in step (written at ${time}).`,
    failed: (name: string) => `“${name}” could not be written. The notebook itself is kept in this browser.`,
    foreign: (name: string) => `“${name}” was changed by another program.`,
    takeFile: "Use the file's text",
    overwrite: "Write over the file",
    foreignHint: "The other text stays in the history.",
    stop: "Stop",
  },
  backup: {
    title: "Backup",
    about:
      "Everything that this browser keeps of your notebooks, with its history, in one ZIP file. Browsers delete what they keep when the disk is full, and some do after a week without a visit.",
    make: "Back up everything",
    restore: "Restore a backup",
    working: "Working…",
    nothing: "There is nothing to back up yet.",
    made: (count: number) => `The backup holds ${notebooks(count)}.`,
    restored: (count: number) =>
      `${notebooks(count)} restored. What was there before is in the history of each.`,
    busy: (titles: string) =>
      `Not restored, because it is open in another tab: ${titles}. Close that tab and try again.`,
  },
} as const;

/** The times of a list in its order: neighbours within one minute tell their seconds too. */
export function momentsWords(times: readonly number[], now: number): readonly string[] {
  const short = times.map((at) => momentWords(at, now, "short"));
  return times.map((at, index) => {
    const words = short[index];
    return words === undefined || words === short[index - 1] || words === short[index + 1]
      ? momentWords(at, now, "medium")
      : words;
  });
}

/** "Today, 14:05"; "Yesterday, 09:12"; "3 Nov 2026, 14:05"; with seconds "Today, 14:05:09". */
function momentWords(at: number, now: number, timeStyle: "short" | "medium"): string {
  const time = new Date(at).toLocaleTimeString("en-GB", { timeStyle });
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days === 0) return `Today, ${time}`;
  if (days === 1) return `Yesterday, ${time}`;
  return `${new Date(at).toLocaleDateString("en-GB", { dateStyle: "medium" })}, ${time}`;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function lines(count: number): string {
  return count === 1 ? "1 line" : `${count} lines`;
}

function notebooks(count: number): string {
  return count === 1 ? "1 notebook" : `${count} notebooks`;
}

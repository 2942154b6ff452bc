/** What is said about working without a network, about new versions of the app, and on the repair page. */
export const offlineWords = {
  copy: {
    offer: "Make an offline copy",
    offerWhy: "Your browser asks to save data, so nothing is fetched ahead: this fetches about 7 MB.",
    making: (done: number, all: number) => `offline copy: ${done} of ${all} files`,
    ready: "offline copy ✓",
    readyWhy: "This notebook and its course open without a network.",
    failed: "no offline copy",
    failedWhy:
      "Something could not be fetched or kept in this browser, so a later visit needs the network. Your work is not affected.",
  },
  update: {
    label: "New version",
    offered: "A new version is ready",
    offeredText: "Updating reloads the page. Your text is kept; results have to be computed again.",
    now: "Update now",
    later: "Later",
    afterRun: "The page updates when the run is over.",
    otherPages: (count: number) =>
      count === 1
        ? "This site is open in another tab, which still uses the old version. Close it, then update."
        : `This site is open in ${count} other tabs, which still use the old version. Close them, then update.`,
    unsaved:
      "Your last changes could not be saved in this browser, so the page was not updated. Download the notebook first.",
    unanswered: "The new version did not start. Close all tabs of this site and open it again.",
    applying: "Updating…",
    outdated: "This page needs a reload",
    outdatedText:
      "The site has a newer version, or a part of this page could not be loaded. Your text is kept in this browser.",
    reload: "Reload",
  },
  repair: {
    title: "Repair this site",
    text: "When pages stay old or do not open, this fetches the app afresh: it removes the copy of the app that this browser keeps.",
    safe: "Your notebooks and their changes stay as they are.",
    start: "Remove the copy",
    working: "Removing…",
    done: (stores: number) =>
      stores === 0
        ? "There was no copy. Your notebooks are untouched."
        : "Done. Your notebooks are untouched.",
    failed: "The browser refused. Close all tabs of this site and try again; your notebooks are untouched.",
    back: "Back to the courses",
  },
} as const;

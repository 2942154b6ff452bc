/** The sentences of a report, in English. */
import type { CheckReport } from "../core/checks/report.ts";
import type { CellProblem } from "../core/checks/report-problems.ts";
import type { ReportWords } from "../core/report/words.ts";

export const reportWords: ReportWords = {
  language: "en",
  name: "Validation report",
  summary: (report) =>
    [checksLine(report), marksLine(report), errorsLine(report)].filter(Boolean).join(" · "),
  time: (at) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }).format(at),
  duration: (milliseconds) =>
    milliseconds < 10_000
      ? `${(milliseconds / 1_000).toFixed(1)} s`
      : `${Math.round(milliseconds / 1_000)} s`,
  ended: ({ ended, filename }) => {
    switch (ended.kind) {
      case "finished":
        return `All cells of ${filename} have run.`;
      case "limit":
        return ended.cell === null
          ? `The run was ended: all cells together took longer than ${seconds(ended.seconds)}. Checks after that point were not reached.`
          : `The run was ended: one cell took longer than ${seconds(ended.seconds)}. Checks after that cell were not reached.`;
      case "lost":
        return "Python went away before all cells had run. What was not reached is marked so.";
      default:
        return ended satisfies never;
    }
  },
  facts: { file: "Notebook", at: "Validated", took: "Took", of: "Fingerprint" },
  checks: "Checks",
  visible: "These are all visible checks of the notebook. Your teacher may grade with further ones.",
  states: { passed: "PASS", partly: "PARTIAL", failed: "FAIL", waiting: "WAIT", idle: "Not reached" },
  marks: ({ earned, available }) =>
    earned === null ? `${round(available)} marks` : `${round(earned)} of ${round(available)} marks`,
  errors: "Errors",
  problem: problemWords,
  cell: (number, name) => (name === "" ? `Cell ${number}` : `Cell ${number}: ${name}`),
  notebook: "The notebook",
  code: "Code",
  notReached: "Not reached: the run ended before this cell.",
  heldBack: "Did not run, because an earlier cell has failed or was stopped on purpose.",
  stoppedHere: "The run was ended in this cell.",
  disabled: "This cell is switched off.",
  console: "Printed by this cell",
  rows: (shown, all) => {
    if (all === null) return `First ${shown} rows`;
    if (shown < all) return `First ${shown} of ${all} rows`;
    return all === 1 ? "1 row" : `${all} rows`;
  },
  tooLarge: (characters) =>
    `Left out: this output is too large for a report (${(characters / 1_000_000).toFixed(1)} million characters).`,
  leftOut: (what) => `Left out: ${what}.`,
  farPicture: (alt, host) => `Left out: a picture${alt === "" ? "" : ` (“${alt}”)`} from ${host}.`,
  kinds: {
    chart: "a chart that only a script can draw; open the notebook to see it",
    widget: "an interactive widget; open the notebook to see it",
    page: "an embedded page",
    sound: "a sound that is not in the notebook itself",
    video: "a video",
    hints: "hints; they stay in the notebook",
    picture: "a picture that only a script can draw",
    element: (name) => `an element of the kind “${name}”`,
    output: (mimetype) => `an output of the kind “${mimetype}”`,
  },
  diagram: "Text of a Mermaid diagram, which only a script can draw; open the notebook to see it",
  yes: "yes",
  no: "no",
  empty: "empty",
  file: "file",
};

function checksLine({ score }: CheckReport): string {
  if (score.all === 0) return "The notebook has no checks";
  if (score.passed === score.all)
    return score.all === 1 ? "The visible check passes" : `All ${score.all} visible checks pass`;
  return `${score.passed} of ${score.all} visible checks pass`;
}

function marksLine({ score }: CheckReport): string {
  return score.marks === null ? "" : `${round(score.marks.earned)} of ${round(score.marks.available)} marks`;
}

function errorsLine({ errors }: CheckReport): string {
  if (errors.length === 0) return "";
  return errors.length === 1 ? "1 cell with an error" : `${errors.length} cells with errors`;
}

function problemWords({ type, message, exception }: CellProblem): string {
  switch (type) {
    case "exception":
    case "strict-exception":
      return exception === "" ? message : `${exception}: ${message}`;
    case "multiple-defs":
      return `The variable “${message}” is defined by another cell as well.`;
    case "cycle":
      return "This cell depends on itself by way of others.";
    case "setup-refs":
      return "The setup cell cannot use variables of other cells.";
    case "interruption":
      return "This cell was interrupted.";
    default:
      return message === "" ? type : message;
  }
}

function seconds(count: number): string {
  return count === 1 ? "1 second" : `${count} seconds`;
}

function round(marks: number): string {
  return String(Math.round(marks * 10) / 10);
}

/**
 * A validation: the notebook runs once in a frame that draws nothing, so that no output's code can write the report.
 * What the cells showed goes to the shell as messages; time limits end a run that would not end.
 */
import { ANSWER, MOST_OF_ONE, TOO_LARGE } from "../core/checks/report-run.ts";
import type { CellOutput, FrameMessage } from "../runtime/contract.ts";
import type { CellOp, KernelOutput } from "./kernel-message.ts";
import { findQuestions, type Question } from "./validation-questions.ts";

export interface Limits {
  /** Seconds that one cell may take. */
  readonly cell: number;
  /** Seconds that the whole run may take, from its first cell on. */
  readonly all: number;
}

export interface Validation {
  cellOp(op: CellOp, run: number): void;
  /** marimo says that a run is complete. False while more is to come: then the validation goes on. */
  completed(): boolean;
  /** A UI element has answered. */
  answered(question: string, value: unknown): void;
}

export interface ValidationPort {
  tell(message: FrameMessage): void;
  /** Ends Python, whatever it does. */
  stop(): void;
  /** Asks for a run of no cells: its completion comes when every run that was asked for before it is complete. */
  runNothing(): void;
  /** A control request in marimo's own words. */
  control(request: string): void;
}

/**
 * A run may ask for another one: a score that has changed has the cell that shows it run again. So the kernel is asked
 * to run nothing until nothing has run in between. Then UI elements give what a report wants of them, and the run ends.
 */
export function createValidation(limits: Limits, port: ValidationPort): Validation {
  const timers = createTimers(limits, (cell, seconds) => {
    port.stop();
    port.tell({ kind: "limit", cell, seconds });
  });
  const outputs = new Map<string, string>();
  const open = new Map<string, Question & { readonly cell: string }>();
  let ranSomething = true;
  let asked = false;
  let run = 0;
  let count = 0;

  function ask(cell: string, html: string): void {
    for (const question of findQuestions(html)) {
      const functionCallId = `report-${++count}`;
      open.set(functionCallId, { ...question, cell });
      const { object: namespace, name: functionName, args } = question;
      port.control(
        JSON.stringify({ type: "invoke-function", functionCallId, namespace, functionName, args }),
      );
    }
  }

  return {
    cellOp(op, current) {
      run = current;
      timers.cellOp(op);
      if (op.status === "running") {
        ranSomething = true;
        outputs.delete(op.cell_id);
      }
      if (typeof op.output?.data === "string") outputs.set(op.cell_id, op.output.data);
      for (const output of outputsOf(op)) port.tell({ kind: "output", cell: op.cell_id, output, run });
    },
    completed() {
      if (!asked && !ranSomething) {
        asked = true;
        for (const [cell, html] of outputs) ask(cell, html);
      }
      if (asked && open.size === 0) {
        timers.clear();
        return true;
      }
      ranSomething = false;
      // With questions open this is how their last answer is noticed: the kernel answers in order.
      port.runNothing();
      return false;
    },
    answered(id, value) {
      const question = open.get(id);
      if (question === undefined) return;
      open.delete(id);
      const answer = question.read(value);
      if (answer === undefined) return;
      if (question.name === "load") ask(question.cell, answer);
      const data = JSON.stringify({ object: question.object, value: answer });
      const output = limitSize({ channel: "media", mimetype: ANSWER, data });
      port.tell({ kind: "output", cell: question.cell, output, run });
    },
  };
}

/** Times cells from their first line to their last, and the run from its first cell on. */
function createTimers(limits: Limits, hit: (cell: string | null, seconds: number) => void) {
  let cellTimer: ReturnType<typeof setTimeout> | undefined;
  let allTimer: ReturnType<typeof setTimeout> | undefined;
  const clear = () => {
    clearTimeout(cellTimer);
    clearTimeout(allTimer);
  };
  const set = (cell: string | null, seconds: number) =>
    setTimeout(() => {
      clear();
      hit(cell, seconds);
    }, seconds * 1_000);
  return {
    clear,
    cellOp({ status, cell_id: cell }: CellOp) {
      if (!status) return;
      allTimer ??= set(null, limits.all);
      clearTimeout(cellTimer);
      if (status === "running") cellTimer = set(cell, limits.cell);
    },
  };
}

function outputsOf({ output, console }: CellOp): readonly CellOutput[] {
  const parts = [
    ...(output ? [output] : []),
    ...(console ? (Array.isArray(console) ? console : [console]) : []),
  ];
  return parts.map((part) => limitSize(asText(part)));
}

function asText({ channel, mimetype, data }: KernelOutput): CellOutput {
  return { channel, mimetype, data: typeof data === "string" ? data : JSON.stringify(data) };
}

/** The contract lets no larger message through; the report says what was left out. */
function limitSize(output: CellOutput): CellOutput {
  const { length } = output.data;
  return length <= MOST_OF_ONE ? output : { ...output, mimetype: TOO_LARGE, data: String(length) };
}

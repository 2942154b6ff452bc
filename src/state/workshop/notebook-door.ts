/** What a workshop learns from the notebook besides its checks (values of variables), and may add to it. */
import { parseJson } from "../../core/solutions/bytes.ts";
import type { AnswerJson } from "../../core/solutions/canonical.ts";
import type { Clock } from "../environment.ts";
import type { CellEdit, FrameMessage, ShellMessage } from "../wall.ts";

export interface NotebookDoor {
  /** Typed JSON by name (`core/solutions/answer-value.ts`); `undefined` when Python does not answer. */
  ask(names: readonly string[]): Promise<AnswerJson | undefined>;
  /** Adds a cell below another one, or at the top; false when that may not be. It is not run. */
  insertCell(after: string | null, code: string): boolean;
  hear(message: FrameMessage): void;
}

export interface NotebookDoorParts {
  readonly environment: { readonly clock: Clock; readonly randomName: () => string };
  readonly source: { edit(edit: CellEdit): unknown };
  /** Makes a change of the source that the frame has not made itself. */
  readonly keeping: { replace(change: () => boolean): boolean };
  readonly frame: { send(message: ShellMessage): void };
}

/** Python that is busy for longer has other things to do; the next run asks again. */
const PATIENCE = 10_000;

export function createNotebookDoor({ environment, source, keeping, frame }: NotebookDoorParts): NotebookDoor {
  const open = new Map<number, (answer: AnswerJson | undefined) => void>();
  let last = 0;

  function settle(request: number, answer: AnswerJson | undefined): void {
    open.get(request)?.(answer);
    open.delete(request);
  }

  return {
    ask(names) {
      const request = ++last;
      return new Promise((resolve) => {
        const cancel = environment.clock.after(PATIENCE, () => settle(request, undefined));
        open.set(request, (answer) => {
          cancel();
          resolve(answer);
        });
        frame.send({ kind: "read-answers", request, names: [...names] });
      });
    },
    insertCell(after, code) {
      const cell = environment.randomName();
      const edit: CellEdit = { kind: "insert", after, cell, code, markdown: false };
      const done = keeping.replace(() => source.edit(edit) === undefined);
      if (done) frame.send({ kind: "show-cell", cell });
      return done;
    },
    hear(message) {
      if (message.kind === "answers") settle(message.request, readAnswers(message.json));
    },
  };
}

function readAnswers(json: string): AnswerJson | undefined {
  const value = parseJson(json);
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
}

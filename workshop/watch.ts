/** Follows what the kernel says. The run is over when no cell is queued or running, and nothing more comes. */
import * as v from "valibot";
import { isOwnProblem, readProblems } from "../src/core/checks/report-problems.ts";
import type { NotebookEvent } from "../src/runtime/node/messages.ts";

const checkSchema = v.object({
  kind: v.literal("check"),
  label: v.string(),
  status: v.picklist(["success", "partial", "danger", "warn"]),
  details: v.array(v.string()),
});
export type CheckResult = v.InferOutput<typeof checkSchema>;

const messageSchema = v.object({ op: v.string(), data: v.unknown() });
const cellSchema = v.object({
  cell_id: v.string(),
  status: v.nullish(v.string()),
  output: v.nullish(v.object({ channel: v.string(), data: v.unknown() })),
});

export type Watch = ReturnType<typeof createWatch>;

export function createWatch() {
  const busy = new Map<string, string>();
  const wrong = new Map<string, string>();
  const checks = new Map<string, CheckResult>();
  let answer: (json: string) => void = () => {};
  const answers = new Promise<string>((resolve) => {
    answer = resolve;
  });
  let completed = false;
  let lastMessage = performance.now();

  function cellSaid(data: unknown): void {
    const { cell_id: cell, status, output } = v.parse(cellSchema, data);
    if (status === "queued" || status === "running") busy.set(cell, status);
    else if (status) busy.delete(cell);
    if (status === "running") wrong.delete(cell);
    if (output?.channel !== "marimo-error") return;
    const own = readProblems(JSON.stringify(output.data)).find((problem) => isOwnProblem(problem, cell));
    if (own)
      wrong.set(cell, [own.exception, own.message || own.type].filter((part) => part !== "").join(": "));
  }

  function kernelSaid(text: string): void {
    lastMessage = performance.now();
    const message = v.parse(v.pipe(v.string(), v.parseJson(), messageSchema), text);
    if (message.op === "completed-run") completed = true;
    if (message.op === "cell-op") cellSaid(message.data);
  }

  return {
    checks,
    answers,
    hear(event: NotebookEvent): void {
      if (event.kind === "kernel") kernelSaid(event.text);
      if (event.kind === "answers") answer(event.json);
      if (event.kind !== "result") return;
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), checkSchema), event.text);
      if (read.success) checks.set(read.output.label, read.output);
    },
    isQuiet: (milliseconds: number) =>
      completed && busy.size === 0 && performance.now() - lastMessage > milliseconds,
    problems: () => [...wrong].map(([cell, message]) => ({ cell, message })),
    /** The cell that runs now. */
    running: () => [...busy].find(([, status]) => status === "running")?.[0],
  };
}

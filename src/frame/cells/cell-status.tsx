/** The state of a cell by icon and word, with the time of a run that takes longer than a second. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  FailedIcon,
  type Icon,
  PauseIcon,
  PencilIcon,
  StaleIcon,
  StopIcon,
  WaitingIcon,
} from "../../look/icons.tsx";
import type { CellStatus } from "../../runtime/contract.ts";
import { notebookWords } from "../../words/notebook.ts";
import type { CellRun } from "../model.ts";
import { formatElapsed } from "./elapsed.ts";

const WORTH_TELLING = 1_000;
const TICK = 200;

const Spinner: Icon = () => <span class="run-spinner" aria-hidden="true" />;

const icons: Readonly<Record<Exclude<CellStatus, "idle">, Icon>> = {
  queued: WaitingIcon,
  running: Spinner,
  stale: StaleIcon,
  disabled: PauseIcon,
  error: FailedIcon,
  stopped: StopIcon,
  edited: PencilIcon,
};

function RunningTime({ started }: { started: number }) {
  const now = useSignal(performance.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = performance.now();
    }, TICK);
    return () => clearInterval(timer);
  }, []);
  const elapsed = now.value - started;
  return elapsed < WORTH_TELLING ? null : <span class="elapsed">{formatElapsed(elapsed)}</span>;
}

function RunTime({ run }: { run: CellRun }) {
  if (run.started === null) return null;
  if (run.status === "running") return <RunningTime started={run.started} />;
  const elapsed = run.ended === null ? 0 : run.ended - run.started;
  if (elapsed < WORTH_TELLING || run.status === "queued") return null;
  return <span class="elapsed">{notebookWords.took(formatElapsed(elapsed))}</span>;
}

export function CellStatusMark({ run }: { run: CellRun }) {
  if (run.status === "idle") return <RunTime run={run} />;
  const Drawing = icons[run.status];
  const never = run.status === "stale" && run.started === null;
  const { word, title } = notebookWords.status[never ? "notRun" : run.status];
  return (
    <span class={`chip status-${run.status}`} title={title}>
      <Drawing size={14} />
      {word}
      <RunTime run={run} />
    </span>
  );
}

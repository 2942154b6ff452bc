/** One exercise: how far people are, what locks it, and the buttons that release it. */
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Deadline } from "../../core/live/deadline.ts";
import type { Room } from "../../core/live/protocol.ts";
import { strengthsOf } from "../../core/live/strength.ts";
import { LockIcon, PassedIcon, WaitingIcon } from "../../look/icons.tsx";
import type { Cockpit } from "../../state/cockpit/cockpit.ts";
import { cockpitWords as words } from "../../words/cockpit.ts";
import { lockNames, strengthWords } from "../../words/workshop.ts";
import { nameOf } from "../ui/exercise-name.ts";
import { Countdown } from "./countdown.tsx";
import { CountsBar, type ExerciseCounts } from "./counts-bar.tsx";
import { DelayDialog } from "./delay-dialog.tsx";
import { useHandedOverFocus } from "./handed-over-focus.ts";
import { ReleaseDialog } from "./release-dialog.tsx";

export type NotebookRoom = Room["notebooks"][number];

interface ExerciseProps {
  readonly cockpit: Cockpit;
  readonly notebook: NotebookRoom;
  readonly exercise: ExerciseCounts;
}

export function ExerciseItem({ cockpit, notebook, exercise }: ExerciseProps) {
  const deadline = cockpit.countdowns.value.find(
    (one) => one.notebook === notebook.id && one.exercise === exercise.id,
  );
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <li
      class="exercise"
      data-exercise={exercise.id}
      data-released={exercise.released}
      data-counting={deadline !== undefined}
    >
      <div class="exercise-head">
        <h3 ref={heading} tabIndex={-1}>
          {nameOf(exercise)}
        </h3>
        <ExerciseState exercise={exercise} deadline={deadline} />
      </div>
      <CountsBar exercise={exercise} />
      <ul class="exercise-locks small muted" aria-label={words.locks(exercise.id)}>
        {strengthsOf(exercise, notebook).map((lock) => (
          <li key={lock.lock} data-lock={lock.lock}>
            <strong>{lockNames[lock.lock]}</strong>: {strengthWords(lock)}
          </li>
        ))}
      </ul>
      {!exercise.released && (
        <Buttons
          cockpit={cockpit}
          notebook={notebook}
          exercise={exercise}
          isCounting={deadline !== undefined}
          heading={heading}
        />
      )}
    </li>
  );
}

function ExerciseState({ exercise, deadline }: { exercise: ExerciseCounts; deadline: Deadline | undefined }) {
  if (exercise.released) {
    return (
      <p class="exercise-state" data-state="released">
        <PassedIcon />
        {words.released}
      </p>
    );
  }
  if (deadline === undefined) {
    return (
      <p class="exercise-state" data-state="locked">
        <LockIcon />
        {words.locked}
      </p>
    );
  }
  return (
    <p class="exercise-state" data-state="counting" role="timer">
      <WaitingIcon />
      <span>
        {words.opensIn} <Countdown at={deadline.at} />
      </span>
    </p>
  );
}

interface ButtonsProps extends ExerciseProps {
  readonly isCounting: boolean;
  readonly heading: RefObject<HTMLElement | null>;
}

function Buttons({ cockpit, notebook, exercise, isCounting, heading }: ButtonsProps) {
  const [asks, ask] = useState<"release" | "delay" | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  useHandedOverFocus(buttons, heading);
  const { id } = exercise;
  const name = nameOf(exercise);
  const close = () => ask(null);
  const release = (after?: number): void =>
    void cockpit.send({
      kind: "release",
      notebook: notebook.id,
      exercises: [id],
      ...(after !== undefined && { after }),
    });
  if (!exercise.releasable) {
    const hasLock = exercise.locks.includes("release");
    return <p class="small muted">{hasLock ? words.noKey : words.noReleaseLock}</p>;
  }
  return (
    <div ref={buttons} class="exercise-buttons">
      <button type="button" class="primary" aria-label={words.releaseOf(name)} onClick={() => ask("release")}>
        {words.release}
      </button>
      {isCounting ? (
        <button
          type="button"
          aria-label={words.cancelCountdownOf(name)}
          onClick={() => void cockpit.send({ kind: "cancel", notebook: notebook.id, exercise: id })}
        >
          {words.cancelCountdown}
        </button>
      ) : (
        <button type="button" aria-label={words.releaseLaterOf(name)} onClick={() => ask("delay")}>
          {words.releaseLater}
        </button>
      )}
      {asks === "release" && (
        <ReleaseDialog question={words.ask.one(name)} release={() => release()} close={close} />
      )}
      {asks === "delay" && <DelayDialog name={name} release={release} close={close} />}
    </div>
  );
}

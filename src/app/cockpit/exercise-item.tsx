/** One exercise: how far people are, what locks it, and the buttons that release it. */
import { useState } from "preact/hooks";
import type { Deadline } from "../../core/live/deadline.ts";
import type { Room } from "../../core/live/protocol.ts";
import { strengthsOf } from "../../core/live/strength.ts";
import { LockIcon, PassedIcon, WaitingIcon } from "../../look/icons.tsx";
import type { Cockpit } from "../../state/cockpit/cockpit.ts";
import { cockpitWords as words } from "../../words/cockpit.ts";
import { lockNames, strengthWords } from "../../words/workshop.ts";
import { Countdown } from "./countdown.tsx";
import { CountsBar, type ExerciseCounts } from "./counts-bar.tsx";
import { DelayDialog } from "./delay-dialog.tsx";
import { nameOf } from "./exercise-name.ts";
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
  return (
    <li
      class="exercise"
      data-exercise={exercise.id}
      data-released={exercise.released}
      data-counting={deadline !== undefined}
    >
      <div class="exercise-head">
        <h3>{nameOf(exercise)}</h3>
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

function Buttons({ cockpit, notebook, exercise, isCounting }: ExerciseProps & { isCounting: boolean }) {
  const [asks, ask] = useState<"release" | "delay" | null>(null);
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
  if (!exercise.releasable) return <p class="small muted">{words.notReleasable}</p>;
  return (
    <div class="exercise-buttons">
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

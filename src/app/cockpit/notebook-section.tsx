/** One notebook of the workshop: its exercises, and who is stuck. */
import { useState } from "preact/hooks";
import { STUCK_AFTER } from "../../core/live/protocol.ts";
import type { Cockpit } from "../../state/cockpit/cockpit.ts";
import { cockpitWords as words } from "../../words/cockpit.ts";
import { ExerciseItem, type NotebookRoom } from "./exercise-item.tsx";
import { nameOf } from "./exercise-name.ts";
import { ReleaseDialog } from "./release-dialog.tsx";

interface NotebookProps {
  readonly cockpit: Cockpit;
  readonly notebook: NotebookRoom;
}

export function NotebookSection({ cockpit, notebook }: NotebookProps) {
  const [isAsking, setAsking] = useState(false);
  const { id, title, attendees, exercises } = notebook;
  const left = exercises.filter(({ releasable, released }) => releasable && !released).length;
  return (
    <section class="notebook" aria-labelledby={`notebook-${id}`} data-notebook={id}>
      <header class="notebook-head">
        <h2 id={`notebook-${id}`}>{title}</h2>
        {left > 0 && (
          <button type="button" aria-label={words.releaseAllOf(title)} onClick={() => setAsking(true)}>
            {words.releaseAll}
          </button>
        )}
      </header>
      {attendees === 0 && <p class="muted">{words.nobody}</p>}
      {exercises.length === 0 && <p class="muted">{words.noExercises}</p>}
      <ol class="exercises" aria-label={words.exercises(title)}>
        {exercises.map((exercise) => (
          <ExerciseItem key={exercise.id} cockpit={cockpit} notebook={notebook} exercise={exercise} />
        ))}
      </ol>
      <StuckList notebook={notebook} />
      {isAsking && (
        <ReleaseDialog
          question={words.ask.all(left)}
          release={() => void cockpit.send({ kind: "release", notebook: id })}
          close={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function StuckList({ notebook: { id, stuck, exercises, attendees } }: { notebook: NotebookRoom }) {
  const nameById = new Map(exercises.map((exercise) => [exercise.id, nameOf(exercise)]));
  if (attendees === 0) return null;
  return (
    <section class="stuck" aria-labelledby={`stuck-${id}`}>
      <h3 id={`stuck-${id}`}>{words.stuckTitle}</h3>
      <p class="small muted">{words.stuckHelp(STUCK_AFTER)}</p>
      {stuck.length === 0 ? (
        <p>{words.nobodyStuck}</p>
      ) : (
        <ul>
          {stuck.map(({ exercise, runs, hints }, index) => (
            // Nobody has a name here, and so no key.
            <li key={index} data-stuck-on={exercise}>
              <strong>{nameById.get(exercise) ?? exercise}</strong> {words.someone(runs, hints)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

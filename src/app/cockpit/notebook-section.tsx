/** One notebook of the workshop: its exercises, and who is stuck. */
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { STUCK_AFTER } from "../../core/live/protocol.ts";
import type { Cockpit } from "../../state/cockpit/cockpit.ts";
import { cockpitWords as words } from "../../words/cockpit.ts";
import { nameOf } from "../ui/exercise-name.ts";
import { ExerciseItem, type NotebookRoom } from "./exercise-item.tsx";
import { useHandedOverFocus } from "./handed-over-focus.ts";
import { ReleaseDialog } from "./release-dialog.tsx";

interface NotebookProps {
  readonly cockpit: Cockpit;
  readonly notebook: NotebookRoom;
}

export function NotebookSection({ cockpit, notebook }: NotebookProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { id, title, attendees, exercises } = notebook;
  const left = exercises.filter(({ releasable, released }) => releasable && !released).length;
  return (
    <section class="notebook" aria-labelledby={`notebook-${id}`} data-notebook={id}>
      <header class="notebook-head">
        <h2 ref={heading} id={`notebook-${id}`} tabIndex={-1}>
          {title}
        </h2>
        {left > 0 && <ReleaseAll cockpit={cockpit} notebook={notebook} left={left} heading={heading} />}
      </header>
      {attendees === 0 && <p class="muted">{words.nobody}</p>}
      {exercises.length === 0 && <p class="muted">{words.noExercises}</p>}
      <ol class="exercises" aria-label={words.exercises(title)}>
        {exercises.map((exercise) => (
          <ExerciseItem key={exercise.id} cockpit={cockpit} notebook={notebook} exercise={exercise} />
        ))}
      </ol>
      <StuckList notebook={notebook} />
    </section>
  );
}

interface ReleaseAllProps extends NotebookProps {
  readonly left: number;
  readonly heading: RefObject<HTMLElement | null>;
}

function ReleaseAll({ cockpit, notebook: { id, title }, left, heading }: ReleaseAllProps) {
  const [isAsking, setAsking] = useState(false);
  const all = useRef<HTMLDivElement>(null);
  useHandedOverFocus(all, heading);
  return (
    <div ref={all}>
      <button type="button" aria-label={words.releaseAllOf(title)} onClick={() => setAsking(true)}>
        {words.releaseAll}
      </button>
      {isAsking && (
        <ReleaseDialog
          question={words.ask.all(left)}
          release={() => void cockpit.send({ kind: "release", notebook: id })}
          close={() => setAsking(false)}
        />
      )}
    </div>
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

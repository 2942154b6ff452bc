/** What the room sees on the wall: how to join, then how far everybody is. No names, nothing to release. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Deadline } from "../../core/live/deadline.ts";
import type { Room } from "../../core/live/protocol.ts";
import { FailedIcon, PassedIcon } from "../../look/icons.tsx";
import type { Cockpit } from "../../state/cockpit/cockpit.ts";
import { cockpitWords as words } from "../../words/cockpit.ts";
import { nameOf } from "../ui/exercise-name.ts";
import { Address } from "./address.tsx";
import { Countdown } from "./countdown.tsx";
import { CountsBar, type ExerciseCounts } from "./counts-bar.tsx";
import type { NotebookRoom } from "./exercise-item.tsx";
import { QrCode } from "./qr-code.tsx";

interface ProjectorProps {
  readonly cockpit: Cockpit;
  readonly room: Room;
  /** Of the addresses to join, the one to show. */
  readonly address: string | undefined;
  leave(): void;
}

export function Projector({ cockpit, room, address, leave }: ProjectorProps) {
  const [chosen, choose] = useState(() => busiest(room.notebooks));
  const [joins, setJoins] = useState<boolean>();
  const top = useFullScreen(leave);
  const notebook = room.notebooks.find(({ id }) => id === chosen) ?? room.notebooks[0];
  const showsJoin = (joins ?? room.attendees === 0) || notebook === undefined;
  return (
    <main class="projector" ref={top}>
      <header class="projector-head">
        <h1>{room.title}</h1>
        {room.notebooks.length > 1 && (
          <select
            aria-label={words.notebookChoice}
            value={notebook?.id}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {room.notebooks.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
        {cockpit.state.value.kind === "lost" && (
          <p class="projector-lost" role="status">
            <FailedIcon size={24} /> {words.lost}
          </p>
        )}
        <button type="button" onClick={() => setJoins(!showsJoin)}>
          {showsJoin ? words.showProgress : words.showJoin}
        </button>
        <button type="button" class="projector-leave" onClick={leave}>
          {words.leaveProjector}
        </button>
      </header>
      {showsJoin ? (
        <Join address={address} />
      ) : (
        <Progress notebook={notebook} deadlines={cockpit.countdowns.value} address={address} />
      )}
    </main>
  );
}

function Join({ address }: { address: string | undefined }) {
  if (address === undefined) return null;
  return (
    <section class="projector-join" aria-label={words.join}>
      <QrCode text={address} label={words.qr(address)} />
      <div>
        <p>{words.joinHere}</p>
        <p class="projector-address">
          <Address text={address} />
        </p>
      </div>
    </section>
  );
}

interface ProgressProps {
  readonly notebook: NotebookRoom;
  readonly deadlines: readonly Deadline[];
  readonly address: string | undefined;
}

function Progress({ notebook, deadlines, address }: ProgressProps) {
  const own = deadlines.filter((deadline) => deadline.notebook === notebook.id);
  const next = own.toSorted((one, other) => one.at - other.at)[0];
  const counting = notebook.exercises.find(({ id }) => id === next?.exercise);
  return (
    <>
      {next !== undefined && counting !== undefined && (
        <div class="projector-countdown" role="timer" aria-label={words.solutionOf(nameOf(counting))}>
          <p>{words.solutionOf(nameOf(counting))}</p>
          <p class="projector-digits">
            <Countdown at={next.at} />
          </p>
        </div>
      )}
      <ol class="projector-exercises" aria-label={words.exercises(notebook.title)}>
        {notebook.exercises.map((exercise) => (
          <ProjectorExercise key={exercise.id} exercise={exercise} all={notebook.attendees} />
        ))}
      </ol>
      {address !== undefined && (
        <p class="projector-footer">
          <Address text={address} />
        </p>
      )}
    </>
  );
}

function ProjectorExercise({ exercise, all }: { exercise: ExerciseCounts; all: number }) {
  return (
    <li data-exercise={exercise.id} data-released={exercise.released}>
      <div class="projector-exercise">
        <h2>{nameOf(exercise)}</h2>
        {exercise.released && (
          <p class="projector-released">
            <PassedIcon size={28} /> {words.released}
          </p>
        )}
        <p class="projector-tally">{words.tally(exercise.counts.passed, all)}</p>
      </div>
      <CountsBar exercise={{ ...exercise, stuck: 0 }} />
    </li>
  );
}

/** Full screen where the browser can; Escape, which ends that, leaves the view, and so it does without. */
function useFullScreen(leave: () => void) {
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    const changed = (): void => {
      if (document.fullscreenElement === null) leave();
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape") leave();
    };
    // Phones of one maker have none, and a browser may refuse.
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
    document.addEventListener("fullscreenchange", changed);
    document.addEventListener("keydown", pressed);
    top.current?.querySelector("button")?.focus();
    return () => {
      document.removeEventListener("fullscreenchange", changed);
      document.removeEventListener("keydown", pressed);
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
    };
  }, []);
  return top;
}

function busiest(notebooks: readonly NotebookRoom[]): string | undefined {
  return notebooks.toSorted((one, other) => other.attendees - one.attendees)[0]?.id;
}

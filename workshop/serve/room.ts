/** The cockpit's picture of the room: counts, and nobody's name. */
import { type Countdowns, type Room, STUCK_AFTER } from "../../src/core/live/protocol.ts";
import type { LiveExercise, LiveNotebook, LiveSite } from "./live-site.ts";
import type { ExercisePresence, NotebookPresence } from "./presences.ts";

export interface RoomParts {
  readonly site: LiveSite;
  readonly presences: readonly NotebookPresence[];
  readonly connected: number;
  readonly countdowns: Countdowns;
  readonly join: readonly string[];
  readonly lacking: Room["lacking"];
}

type RoomNotebook = Room["notebooks"][number];

const MOST_STUCK = 50;

export function roomOf({ site, presences, connected, countdowns, join, lacking }: RoomParts): Room {
  return {
    title: site.title,
    join: [...join],
    connected,
    attendees: new Set(presences.map(({ attendee }) => attendee)).size,
    notebooks: site.notebooks.map((notebook) =>
      notebookOf(
        notebook,
        presences.filter((presence) => presence.notebook === notebook.id),
      ),
    ),
    countdowns,
    lacking,
  };
}

function notebookOf({ id, title, exercises }: LiveNotebook, here: readonly NotebookPresence[]): RoomNotebook {
  const stuck = exercises.flatMap((exercise) =>
    here
      .map((presence) => presence.exercises.get(exercise.id))
      .filter(isStuck)
      .map(({ runs, hints }) => ({ exercise: exercise.id, runs, hints })),
  );
  return {
    id,
    title,
    attendees: here.length,
    exercises: exercises.map((exercise) => exerciseOf(exercise, here)),
    stuck: stuck.sort((one, other) => other.runs - one.runs).slice(0, MOST_STUCK),
  };
}

function exerciseOf(
  { id, title, locks, releasable, released }: LiveExercise,
  here: readonly NotebookPresence[],
): RoomNotebook["exercises"][number] {
  const reports = here.map((presence) => presence.exercises.get(id));
  const inState = (state: ExercisePresence["state"]) =>
    reports.filter((report) => (report?.state ?? "to-do") === state).length;
  return {
    id,
    title,
    locks: [...locks],
    releasable,
    released,
    counts: {
      toDo: inState("to-do"),
      inProgress: inState("in-progress"),
      passed: inState("passed"),
      open: inState("open"),
    },
    stuck: reports.filter(isStuck).length,
  };
}

function isStuck(report: ExercisePresence | undefined): report is ExercisePresence {
  if (report === undefined || report.runs < STUCK_AFTER) return false;
  return report.state === "to-do" || report.state === "in-progress";
}

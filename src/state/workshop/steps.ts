/** The exercises in order, each with how far the attendee is and what belongs to it in the notebook. */
import { computed, type ReadonlySignal } from "@preact/signals-core";
import { parseNotebook } from "../../core/notebook/parse.ts";
import {
  type Progress,
  progressOf,
  readExercises,
  type WorkshopExercise,
} from "../../core/workshop/exercises.ts";
import type { KeptWorkshop } from "../../core/workshop/kept.ts";
import { ownCode } from "../../core/workshop/own-code.ts";
import { exercisePlacer } from "../../core/workshop/places.ts";
import type { HintCount } from "../session/hints.ts";
import type { Session } from "../session/session.ts";
import type { CellView } from "../wall.ts";
import type { VaultState } from "./vault-loader.ts";

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly progress: Progress;
  /** Hints that the notebook offers for it. */
  readonly hints: HintCount;
}

export interface Steps {
  readonly list: ReadonlySignal<readonly Step[]>;
  /** Up to the check: what was added below it, such as the model solution, answers nothing. */
  ownCode(exercise: string): string;
  /** Ids of cells: all of the exercise, the first to write in, and its check, below which there is room. */
  cells(exercise: string): readonly string[];
  cellToFill(exercise: string): string | undefined;
  checkCell(exercise: string): string | undefined;
}

export function createSteps(
  session: Session,
  vault: ReadonlySignal<VaultState>,
  kept: ReadonlySignal<KeptWorkshop>,
): Steps {
  const handedOut = readExercises(session.document.original);
  const placesIn = exercisePlacer(session.document.original);
  const codes = codesOf(session.document.original);
  const { cells } = session.source;
  // Reading the whole notebook again at every key would be slow: it is where cells come and go that counts.
  const arrangement = computed(() => cells.value.map(({ id }) => id).join(" "));
  const places = computed(() => {
    arrangement.value;
    return placesIn(session.source.text.peek());
  });
  const cellsOf = (id: string, last: "check" | "end"): readonly CellView[] => {
    const place = places.value.get(id);
    if (place === undefined) return [];
    return cells.value.slice(place.from, last === "end" ? place.end : place.check + 1);
  };

  const givenTo = (id: string) => handedOut.find((exercise) => exercise.id === id);
  /** Cells that were handed out beside those to fill in, and that nobody has changed, are not the attendee's. */
  const writableOf = (id: string): readonly CellView[] =>
    cellsOf(id, "check").filter(
      ({ locked, markdown, code }) =>
        locked === null && markdown === null && (!codes.has(code) || givenTo(id)?.cells.includes(code)),
    );

  /** What has passed in this page, and does not any more, is not taken for passed because it once was. */
  const before = (labels: readonly string[]) =>
    labels.some((label) => session.runs.outdated.value.has(label)) ? "in-progress" : undefined;

  function stepOf({ id, title }: { id: string; title: string }): Step {
    const labels = givenTo(id)?.labels ?? [];
    const wasPassed = kept.value.passed.has(id) ? "passed" : undefined;
    const progress = progressOf(labels, session.checks.value) ?? before(labels) ?? wasPassed ?? "to-do";
    return { id, title, progress, hints: session.hints.count(cellsOf(id, "end")) };
  }

  return {
    list: computed(() => listed(handedOut, vault.value).map(stepOf)),
    ownCode: (id) =>
      ownCode(
        givenTo(id)?.cells ?? [],
        writableOf(id).map(({ code }) => code),
      ),
    cells: (id) => cellsOf(id, "end").map((cell) => cell.id),
    cellToFill: (id) => (writableOf(id)[0] ?? cellsOf(id, "check")[0])?.id,
    checkCell: (id) => cellsOf(id, "check").at(-1)?.id,
  };
}

function codesOf(source: string): ReadonlySet<string> {
  const notebook = parseNotebook(source);
  return new Set("failure" in notebook ? [] : notebook.cells.map(({ code }) => code));
}

/** The notebook's exercises that have a solution, then solutions whose exercise the notebook does not name. */
function listed(
  exercises: readonly WorkshopExercise[],
  state: VaultState,
): readonly { id: string; title: string }[] {
  if (state.kind !== "loaded") return exercises;
  const locked = state.vault.exercises;
  const named = exercises.filter(({ id }) => locked.some((one) => one.id === id));
  return [...named, ...locked.filter(({ id }) => !exercises.some((one) => one.id === id))];
}

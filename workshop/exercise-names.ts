/** From `[NOTEBOOK/]EXERCISE` as people type it to the one exercise that it means. */
import { workshopWords } from "../src/words/workshop.ts";
import { inputError, usageError } from "./error.ts";
import type { SiteWorkshop } from "./site.ts";

export interface NamedExercise {
  readonly workshop: SiteWorkshop;
  readonly exercise: string;
}

export function exercisesOf(workshops: readonly SiteWorkshop[]): NamedExercise[] {
  return workshops.flatMap((workshop) =>
    Object.keys(workshop.sealed.exercises).map((exercise) => ({ workshop, exercise })),
  );
}

/** An unknown name is at fault and the known ones are named; one that is in two notebooks is a usage error. */
export function findExercise(name: string, workshops: readonly SiteWorkshop[]): NamedExercise {
  const all = exercisesOf(workshops);
  const found = all.filter(
    ({ workshop, exercise }) => exercise === name || `${workshop.id}/${exercise}` === name,
  );
  const [first] = found;
  if (!first) throw inputError(workshopWords.unknownExercise(name, all.map(fullName(workshops))));
  if (found.length > 1) {
    const notebooks = found.map(({ workshop }) => workshop.id);
    throw usageError(workshopWords.ambiguous(name, notebooks));
  }
  return first;
}

/** With the notebook in front where there are several. */
export function fullName(workshops: readonly SiteWorkshop[]): (named: NamedExercise) => string {
  return ({ workshop, exercise }) => (workshops.length > 1 ? `${workshop.id}/${exercise}` : exercise);
}

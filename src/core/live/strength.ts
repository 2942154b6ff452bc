/** The locks of an exercise as the room tells of them, with what may honestly be said of each. */
import { type LockStrength, lockKinds } from "../solutions/locks.ts";
import type { Room } from "./protocol.ts";

type Notebook = Room["notebooks"][number];

/** Strongest first. A notebook with session words wraps its gates of `checks` under them. */
export function strengthsOf(
  exercise: Notebook["exercises"][number],
  { exercises }: Notebook,
): readonly LockStrength[] {
  const hasSession = exercises.some(({ locks }) => locks.includes("session"));
  const strengths = {
    release: "instructor",
    session: "words",
    phrase: "words",
    answer: "answer",
    checks: hasSession ? "anyone-with-session" : "anyone-with-site",
  } as const;
  return lockKinds
    .filter((lock) => exercise.locks.includes(lock))
    .map((lock) => ({ lock, strength: strengths[lock] }));
}

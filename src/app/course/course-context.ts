/** The course that is looked at, for every component below. Null before the page is put together. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Desk } from "../../state/course/desk.ts";
import type { CourseRoom } from "../../state/course/watch.ts";

export const CourseContext = createContext<CourseRoom | null>(null);

export function useCourseRoom(): CourseRoom {
  const room = useContext(CourseContext);
  if (room === null) throw new Error("A component was drawn outside of CourseContext.Provider");
  return room;
}

/** Null while there is nothing to work at. */
export function useDesk(): Desk | null {
  return useContext(CourseContext)?.desk.value ?? null;
}

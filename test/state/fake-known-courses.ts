import type { KnownCourse, KnownCourses } from "../../src/state/course/ports.ts";

/** What the student has decided, in memory. */
export function fakeKnownCourses(known: Map<string, KnownCourse>): KnownCourses {
  return {
    list: async () => [...known.values()],
    async change(url, decided) {
      const before = known.get(url) ?? { isAdded: false, text: null, server: null, moodleCourse: null };
      known.set(url, { ...before, ...decided, url });
      return undefined;
    },
  };
}

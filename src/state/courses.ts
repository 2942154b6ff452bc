/** The courses that this site offers. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Course } from "../core/course/course.ts";
import type { CourseFiles } from "./environment.ts";
import type { ShellFailure } from "./failure.ts";

export type CourseEntry =
  | { readonly kind: "loaded"; readonly url: string; readonly course: Course }
  | { readonly kind: "failed"; readonly url: string; readonly failure: ShellFailure };

export type CourseList =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: ShellFailure }
  | { readonly kind: "loaded"; readonly entries: readonly CourseEntry[] };

export interface Courses {
  readonly list: ReadonlySignal<CourseList>;
  /** Loads what is not loaded yet, and what failed before. */
  load(): Promise<void>;
  /** The course of that id, loaded if need be. */
  find(id: string): Promise<Course | ShellFailure>;
}

export function createCourses(files: CourseFiles): Courses {
  const list = signal<CourseList>({ kind: "loading" });
  const loaded = computed(() => {
    const entries = list.value.kind === "loaded" ? list.value.entries : [];
    return entries.flatMap((entry) => (entry.kind === "loaded" ? [entry.course] : []));
  });
  let loading: Promise<void> | undefined;

  async function loadEntry(url: string): Promise<CourseEntry> {
    const known = loaded.value.find((course) => course.url === url);
    const course = known ?? (await files.load(url, new AbortController().signal));
    return "failure" in course ? { kind: "failed", url, failure: course } : { kind: "loaded", url, course };
  }

  async function loadAll(): Promise<void> {
    const urls = await files.list(new AbortController().signal);
    list.value =
      "failure" in urls
        ? { kind: "failed", failure: urls }
        : { kind: "loaded", entries: await Promise.all(urls.map(loadEntry)) };
    loading = undefined;
  }

  function load(): Promise<void> {
    loading ??= loadAll();
    return loading;
  }

  return {
    list,
    load,
    async find(id) {
      const known = () => loaded.value.find((course) => course.id === id);
      if (known() === undefined) await load();
      return known() ?? firstFailure(list.value) ?? { failure: "no-such-course", course: id };
    },
  };
}

/** The course that is asked for may be the one that could not be loaded. */
function firstFailure(list: CourseList): ShellFailure | undefined {
  if (list.kind === "failed") return list.failure;
  const entries = list.kind === "loaded" ? list.entries : [];
  return entries.flatMap((entry) => (entry.kind === "failed" ? [entry.failure] : []))[0];
}

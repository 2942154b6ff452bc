/** The courses that this site offers, and those that the student has added here. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Course } from "../core/course/course.ts";
import { readCourse } from "../core/course/read-course.ts";
import type { KnownCourse } from "./course/ports.ts";
import type { Environment } from "./environment.ts";
import type { ShellFailure } from "./failure.ts";

export type CourseEntry =
  | { readonly kind: "loaded"; readonly url: string; readonly isAdded: boolean; readonly course: Course }
  | {
      readonly kind: "failed";
      readonly url: string;
      readonly isAdded: boolean;
      readonly failure: ShellFailure;
    };

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

export function createCourses({ courses: files, known }: Pick<Environment, "courses" | "known">): Courses {
  const list = signal<CourseList>({ kind: "loading" });
  const loaded = computed(() => {
    const entries = list.value.kind === "loaded" ? list.value.entries : [];
    return entries.flatMap((entry) => (entry.kind === "loaded" ? [entry.course] : []));
  });
  let loading: Promise<void> | undefined;
  const fetchCourse = async (url: string): Promise<{ text: string; course: Course } | ShellFailure> => {
    const text = await files.text(url, new AbortController().signal);
    if (typeof text !== "string") return text;
    const course = await readCourse(text, url);
    return "failure" in course ? { ...course, url } : { text, course };
  };

  const ownBefore = (): readonly string[] =>
    list.value.kind === "loaded"
      ? list.value.entries.flatMap(({ isAdded, url }) => (isAdded ? [] : [url]))
      : [];

  async function loadOwn(url: string): Promise<CourseEntry> {
    const course = loaded.value.find((one) => one.url === url);
    if (course !== undefined) return { kind: "loaded", url, isAdded: false, course };
    const fetched = await fetchCourse(url);
    return "failure" in fetched
      ? { kind: "failed", url, isAdded: false, failure: fetched }
      : { kind: "loaded", url, isAdded: false, course: fetched.course };
  }

  /** Without the network it is what it was. */
  async function loadAdded(kept: KnownCourse): Promise<CourseEntry> {
    const { url, text } = kept;
    const isAdded = true;
    const fetched = isFileCourse(url) ? undefined : await fetchCourse(url);
    if (fetched !== undefined && !("failure" in fetched)) {
      if (fetched.text !== text) await known.change(url, { text: fetched.text });
      return { kind: "loaded", url, isAdded, course: renamed(fetched.course) };
    }
    const before = text === null ? undefined : await readCourse(text, url);
    if (before !== undefined && !("failure" in before))
      return { kind: "loaded", url, isAdded, course: renamed(before) };
    return { kind: "failed", url, isAdded, failure: fetched ?? { failure: "unreachable", host: "" } };
  }

  async function loadAll(): Promise<void> {
    const [urls, kept] = await Promise.all([files.list(new AbortController().signal), known.list()]);
    const added = "failure" in kept ? [] : kept.filter(({ isAdded }) => isAdded);
    // A list that does not come again is what it was.
    const own = "failure" in urls ? ownBefore() : urls;
    if ("failure" in urls && own.length + added.length === 0) list.value = { kind: "failed", failure: urls };
    else {
      const entries = await Promise.all([...own.map(loadOwn), ...added.map(loadAdded)]);
      list.value = { kind: "loaded", entries };
    }
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

const FILE = "atelier-file:";

/** A course whose file was chosen from disk: it is fetched from nowhere. */
export function isFileCourse(url: string): boolean {
  return url.startsWith(FILE);
}

/** `digest`: of the file's text. */
export function fileCourseUrl(digest: string, filename: string): string {
  return `${FILE}///${encodeURIComponent(digest)}/${encodeURIComponent(filename)}`;
}

/** Whatever a course from elsewhere calls itself, its addresses here are no other course's: no id has a `~`. */
function renamed(course: Course): Course {
  return { ...course, id: `${course.id}~${shortHash(course.url)}` };
}

/** FNV-1a: tells a student's few courses apart, and nothing rests on it. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

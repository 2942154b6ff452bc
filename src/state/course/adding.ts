/** Courses from elsewhere: added once the student has read where they come from. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { CourseFailure } from "../../core/course/failure.ts";
import { readCourse } from "../../core/course/read-course.ts";
import { digestOf } from "../../core/digest.ts";
import { type Courses, fileCourseUrl } from "../courses.ts";
import type { Environment } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";
import { cleanName, readSource } from "../outside.ts";
import { printRoute } from "../routes.ts";

export type AddingState =
  | { readonly kind: "idle" }
  | { readonly kind: "reading" }
  | { readonly kind: "failed"; readonly failure: ShellFailure };

export interface Adding {
  readonly state: ReadonlySignal<AddingState>;
  /** To be called after the student has confirmed the card that names the host. */
  addAddress(address: string): Promise<void>;
  /** A `mograder.toml` from disk. One that says where its newest is leads to the card of that address. */
  addFile(file: File): Promise<void>;
  /** Takes it off the list. Work and receipts stay, and are there again when it is added again. */
  remove(url: string): Promise<void>;
  /** The page was left: what is being fetched is not added any more, and what failed is nobody's concern. */
  leave(): void;
}

type Ports = Pick<Environment, "courses" | "known" | "links">;

export function createAdding(ports: Ports, courses: Courses): Adding {
  const state = signal<AddingState>({ kind: "idle" });
  let leaving = new AbortController();

  /** What the student agreed to before is not forgotten. */
  async function keep(url: string, text: string): Promise<undefined | ShellFailure> {
    const failure = await ports.known.change(url, { isAdded: true, text });
    if (failure !== undefined) return failure;
    await courses.load();
    const { value } = courses.list;
    const entry = value.kind === "loaded" ? value.entries.find((one) => one.url === url) : undefined;
    const id = entry?.kind === "loaded" ? entry.course.id : undefined;
    ports.links.go(printRoute(id === undefined ? { kind: "courses" } : { kind: "course", course: id }));
    return undefined;
  }

  async function fromAddress(address: string, left: AbortSignal): Promise<undefined | ShellFailure> {
    const source = readSource(address);
    if (source === undefined) return { failure: "address-refused", address };
    const text = await ports.courses.text(source.url, left);
    if (left.aborted) return undefined;
    if (typeof text !== "string") return text;
    const course = await readCourse(text, source.url);
    return "failure" in course ? { ...course, url: source.url } : keep(source.url, text);
  }

  async function fromFile(file: File): Promise<undefined | ShellFailure> {
    const text = await file.text();
    const url = fileCourseUrl(await digestOf(text), cleanName(file.name));
    const course = await readCourse(text, url);
    if ("failure" in course) return { ...course, url: file.name } satisfies CourseFailure & { url: string };
    const { readCourseConfig } = await import("../../core/course/config.ts");
    const config = readCourseConfig(text);
    const newest = "failure" in config ? undefined : readSource(config.configUrl ?? "");
    if (newest === undefined) return keep(url, text);
    ports.links.go(printRoute({ kind: "open", url: newest.url }));
    return undefined;
  }

  async function run(work: (left: AbortSignal) => Promise<undefined | ShellFailure>): Promise<void> {
    const { signal: left } = leaving;
    state.value = { kind: "reading" };
    const failure = await work(left);
    if (left.aborted) return;
    state.value = failure === undefined ? { kind: "idle" } : { kind: "failed", failure };
  }

  return {
    state,
    addAddress: (address) => run((left) => fromAddress(address, left)),
    addFile: (file) => run(() => fromFile(file)),
    async remove(url) {
      await ports.known.change(url, { isAdded: false });
      await courses.load();
    },
    leave() {
      leaving.abort();
      leaving = new AbortController();
      state.value = { kind: "idle" };
    },
  };
}

/** True for an address of a course's file, false for one of a notebook. */
export function isCourseAddress(address: string): boolean {
  return URL.canParse(address) && /\.(?:json|toml)$/i.test(new URL(address).pathname);
}

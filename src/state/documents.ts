/** From an address, a file or a paste to a document that a session can open. */
import type { Course, CourseNotebook } from "../core/course/course.ts";
import { workFilename } from "../core/course/work-filename.ts";
import { parseNotebook } from "../core/notebook/parse.ts";
import type { Courses } from "./courses.ts";
import type { Draft, DraftKey, Environment } from "./environment.ts";
import type { AppFailure, ShellFailure } from "./failure.ts";
import { cleanName } from "./outside.ts";
import { LOCAL, OPENED } from "./routes.ts";
import { createSession, type OpenDocument, type Session, type SessionContext } from "./session/session.ts";
import { createSource } from "./session/source.ts";
import type { NamedBlob } from "./wall.ts";

/** A notebook that cannot be opened; `text` is there when there is something to show and to save. */
export interface Unreadable {
  readonly failure: AppFailure;
  readonly filename: string;
  readonly content: Blob | null;
}

type Ports = Pick<Environment, "courses" | "drafts" | "handouts" | "clock" | "randomName">;

/** The notebook at a route, with the draft that is kept here. */
export async function loadDocument(
  environment: Ports,
  courses: Courses,
  route: { course: string; notebook: string },
  signal: AbortSignal,
): Promise<OpenDocument | Unreadable> {
  if (route.course === OPENED) return loadOpened(environment, route.notebook);
  const course = await courses.find(route.course);
  if ("failure" in course) return unreadable(course);
  const notebook = course.notebooks.find((one) => one.id === route.notebook);
  return notebook === undefined
    ? loadHandedOut(environment, course, route.notebook)
    : loadFromCourse(environment, course, notebook, signal);
}

async function loadOpened(environment: Ports, notebook: string): Promise<OpenDocument | Unreadable> {
  const draft = await environment.drafts.read({ course: LOCAL, notebook });
  if (draft === undefined) return unreadable({ failure: "no-such-notebook", notebook });
  if ("failure" in draft) return unreadable(draft);
  return { ...draft, base: draft.original, onDisk: draft.savedAt, courseTitle: "", files: [], connect: [] };
}

/** A notebook that the course's server has handed out, as it was fetched last. */
async function loadHandedOut(
  environment: Ports,
  course: Course,
  id: string,
): Promise<OpenDocument | Unreadable> {
  const key = { course: course.url, notebook: id };
  const [stored, handout] = await Promise.all([environment.drafts.read(key), environment.handouts.read(key)]);
  if (handout !== undefined && "failure" in handout) return unreadable(handout);
  const [main, ...files] = handout?.files ?? [];
  if (main === undefined) return unreadable({ failure: "no-such-notebook", notebook: id });
  const title = handout?.title ?? id;
  const filename = cleanName(workFilename(course, id, main.name));
  return toDocument({ course, key, title, filename, stored, content: main.blob, files });
}

async function loadFromCourse(
  environment: Ports,
  course: Course,
  notebook: CourseNotebook,
  signal: AbortSignal,
): Promise<OpenDocument | Unreadable> {
  const key = { course: course.url, notebook: notebook.id };
  const filename = cleanName(workFilename(course, notebook.id, null));
  const [stored, content, ...files] = await Promise.all([
    environment.drafts.read(key),
    environment.courses.bytes(notebook.url, signal),
    ...notebook.files.map((file) => loadFile(environment, file, signal)),
  ]);
  const { title } = notebook;
  return toDocument({ course, key, title, filename, stored, content, files });
}

interface HandedOut {
  readonly course: Course;
  readonly key: DraftKey;
  readonly title: string;
  readonly filename: string;
  /** The student's own text. */
  readonly stored: Draft | undefined | ShellFailure;
  readonly content: Blob | ShellFailure;
  readonly files: readonly (NamedBlob | ShellFailure)[];
}

/** What was handed out, with the student's own text if there is one. */
async function toDocument(handedOut: HandedOut): Promise<OpenDocument | Unreadable> {
  const { course, key, title, filename, stored, content, files } = handedOut;
  const draft = stored !== undefined && !("failure" in stored) ? stored : undefined;
  // Without the network the draft remembers what was handed out.
  if ("failure" in content && draft === undefined) return { failure: content, filename, content: null };
  const original = "failure" in content ? (draft?.original ?? "") : await readText(content);
  if (typeof original !== "string") return { failure: original, filename, content: blobOf(content) };
  const failed = files.find((file) => "failure" in file);
  if (failed !== undefined && "failure" in failed)
    return { failure: failed, filename, content: blobOf(content) };
  // A draft that nobody changed must not hide what is handed out now.
  const mine = draft?.source === draft?.original ? undefined : draft;
  return {
    ...key,
    title,
    courseTitle: course.title,
    filename,
    source: mine?.source ?? original,
    original,
    base: mine?.original ?? original,
    savedAt: mine?.savedAt ?? null,
    onDisk: draft?.savedAt ?? null,
    files: files.filter((file) => "blob" in file),
    connect: course.connect,
  };
}

async function loadFile(
  environment: Ports,
  file: { name: string; url: string },
  signal: AbortSignal,
): Promise<NamedBlob | ShellFailure> {
  const blob = await environment.courses.bytes(file.url, signal);
  return "failure" in blob ? blob : { name: cleanName(file.name), blob };
}

/** Keeps a notebook that came from outside and returns its id, or says why it is none. */
export async function keepOpened(environment: Ports, file: NamedBlob): Promise<string | AppFailure> {
  const source = await readText(file.blob);
  if (typeof source !== "string") return source;
  const parsed = parseNotebook(source);
  if ("failure" in parsed) return parsed;
  const filename = withExtension(cleanName(file.name));
  const title = filename.replace(/\.py$/, "");
  const notebook = `${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)}-${environment.randomName()}`;
  const savedAt = environment.clock.now();
  const draft: Draft = { course: LOCAL, notebook, title, filename, source, original: source, savedAt };
  return (await environment.drafts.write(draft)) ?? notebook;
}

/** A session on the document, or its text and why it is no notebook. */
export function openDocument(context: SessionContext, document: OpenDocument): Session | Unreadable {
  const source = createSource(document, context.environment.clock);
  if (!("failure" in source)) return createSession(context, document, source);
  return { failure: source, filename: document.filename, content: new Blob([document.source]) };
}

async function readText(blob: Blob): Promise<string | AppFailure> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { failure: "not-text" };
  }
}

function withExtension(name: string): string {
  return name.endsWith(".py") ? name : `${name}.py`;
}

function blobOf(value: Blob | ShellFailure): Blob | null {
  return value instanceof Blob ? value : null;
}

function unreadable(failure: AppFailure): Unreadable {
  return { failure, filename: "notebook.py", content: null };
}

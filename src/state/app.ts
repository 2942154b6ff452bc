/** The whole state of the app: which page, which courses, which notebook. Built once from its environment. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type Courses, createCourses } from "./courses.ts";
import { keepOpened, LOCAL, loadDocument, type Unreadable } from "./documents.ts";
import type { Draft, Environment } from "./environment.ts";
import type { AppFailure, ShellFailure } from "./failure.ts";
import { createNotices, type Notices } from "./notices.ts";
import { readSource } from "./outside.ts";
import { OPENED, printRoute, type Route, readRoute } from "./routes.ts";
import { createSession, type Session } from "./session/session.ts";
import { createSource } from "./session/source.ts";
import { createSettings, type Settings } from "./settings.ts";
import type { NamedBlob, Shortcut } from "./wall.ts";

export type Workspace =
  | { readonly kind: "closed" }
  | { readonly kind: "loading" }
  | { readonly kind: "open"; readonly session: Session }
  /** The text could not be read as a notebook: shown as it is, never changed. */
  | { readonly kind: "unreadable"; readonly why: Unreadable };

export interface App {
  readonly route: ReadonlySignal<Route>;
  readonly courses: Courses;
  readonly settings: Settings;
  readonly notices: Notices;
  readonly workspace: ReadonlySignal<Workspace>;
  /** Notebooks that were opened by hand, newest first. */
  readonly opened: ReadonlySignal<readonly Draft[]>;
  /** Set while a file from outside is being read; a failure of it stays until the next one. */
  readonly opening: ReadonlySignal<Opening>;
  /** The address changed. */
  navigate(hash: string): void;
  openFile(file: NamedBlob): Promise<void>;
  /** The student has confirmed the card that names the host. */
  openAddress(address: string): Promise<void>;
  forget(draft: Draft): Promise<void>;
  save(file: NamedBlob): void;
  /** A key was pressed, in the page or in the frame. */
  shortcut(shortcut: Shortcut): void;
  /** Where the focus shall go, asked for by keys; the page listens. */
  onFocus(listener: (wish: FocusWish) => void): () => void;
  /** The page goes away: whatever waits is written now. */
  flush(): void;
}

export type Opening =
  | { readonly kind: "idle" }
  | { readonly kind: "reading" }
  | { readonly kind: "failed"; readonly failure: AppFailure };

/** F6 goes from region to region; "before" and "after" leave the frame in reading order. */
export type FocusWish = "next-region" | "previous-region" | "before" | "after";

export function createApp(environment: Environment): App {
  const route = signal<Route>({ kind: "courses" });
  const courses = createCourses(environment.courses);
  const settings = createSettings(environment.preferences);
  const notices = createNotices();
  const workspace = signal<Workspace>({ kind: "closed" });
  const opened = signal<readonly Draft[]>([]);
  const opening = signal<Opening>({ kind: "idle" });
  const listeners = new Set<(wish: FocusWish) => void>();
  const focus = (wish: FocusWish): void => {
    for (const listener of listeners) listener(wish);
  };
  let leaving = new AbortController();

  function leave(): void {
    leaving.abort();
    leaving = new AbortController();
    if (workspace.value.kind === "open") workspace.value.session.close();
    workspace.value = { kind: "closed" };
    notices.clear();
  }

  async function openNotebook(wanted: Extract<Route, { kind: "notebook" }>): Promise<void> {
    const { signal: left } = leaving;
    workspace.value = { kind: "loading" };
    const document = await loadDocument(environment, courses, wanted, left);
    if (left.aborted) return;
    if ("failure" in document) {
      workspace.value = { kind: "unreadable", why: document };
      return;
    }
    const source = createSource(document, environment.clock);
    if ("failure" in source) {
      const { filename, source: text } = document;
      workspace.value = { kind: "unreadable", why: { failure: source, filename, content: new Blob([text]) } };
      return;
    }
    const session = createSession(
      {
        environment,
        settings,
        notices,
        openFile: (file) => void openFile(file),
        shortcut,
        focusLeft: (direction) => focus(direction === "forward" ? "after" : "before"),
      },
      document,
      source,
    );
    workspace.value = { kind: "open", session };
  }

  function shortcut(name: Shortcut): void {
    const session = workspace.value.kind === "open" ? workspace.value.session : undefined;
    if (name === "next-region" || name === "previous-region") focus(name);
    else if (name === "run-all") session?.command("run-all");
    else if (name === "stop") session?.frame.stop();
    else if (name === "save") void session?.flush().then(() => notices.announce({ said: "saved" }));
  }

  async function listOpened(): Promise<void> {
    const drafts = await environment.drafts.list(LOCAL);
    if ("failure" in drafts) notices.fail(drafts);
    else opened.value = drafts;
  }

  function navigate(hash: string): void {
    const next = readRoute(hash);
    if (workspace.value.kind !== "closed" && printRoute(next) === printRoute(route.value)) return;
    leave();
    route.value = next;
    opening.value = { kind: "idle" };
    if (next.kind === "notebook") void openNotebook(next);
    else if (next.kind === "courses" || next.kind === "course")
      void Promise.all([courses.load(), listOpened()]);
  }

  async function openFile(file: NamedBlob): Promise<void> {
    opening.value = { kind: "reading" };
    const kept = await keepOpened(environment, file);
    opening.value = typeof kept === "string" ? { kind: "idle" } : { kind: "failed", failure: kept };
    if (typeof kept === "string") goTo(kept);
    else notices.fail(kept);
  }

  async function openAddress(address: string): Promise<void> {
    const source = readSource(address);
    if (source === undefined) {
      opening.value = { kind: "failed", failure: { failure: "address-refused", address } };
      return;
    }
    opening.value = { kind: "reading" };
    const blob = await environment.courses.bytes(source.url, leaving.signal);
    if ("failure" in blob) opening.value = { kind: "failed", failure: blob };
    else await openFile({ name: new URL(source.url).pathname, blob });
  }

  function goTo(notebook: string): void {
    environment.links.go(printRoute({ kind: "notebook", course: OPENED, notebook }));
  }

  return {
    route,
    courses,
    settings,
    notices,
    workspace,
    opened,
    opening,
    navigate,
    openFile,
    openAddress,
    async forget(draft) {
      const failure: undefined | ShellFailure = await environment.drafts.remove(draft);
      if (failure !== undefined) notices.fail(failure);
      await listOpened();
    },
    save: (file) => environment.downloads.save(file),
    shortcut,
    onFocus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush() {
      if (workspace.value.kind === "open") void workspace.value.session.flush();
    },
  };
}

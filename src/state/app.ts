/** The whole state of the app: which page, which courses, which notebook. Built once from its environment. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type Adding, createAdding } from "./course/adding.ts";
import { type Courses, createCourses } from "./courses.ts";
import { createDevice, type Device } from "./device.ts";
import type { Environment } from "./environment.ts";
import { type Backups, createBackups } from "./keeping/backups.ts";
import { createListeners } from "./listeners.ts";
import { createNotices, type Notices } from "./notices.ts";
import { createOpener, type Opener } from "./opener.ts";
import { createPlainHttp, type PlainHttp } from "./plain-http.ts";
import { printRoute, type Route, readRoute } from "./routes.ts";
import type { SessionContext } from "./session/session.ts";
import { createSettings, type Settings } from "./settings.ts";
import type { NamedBlob, Shortcut } from "./wall.ts";
import { createWorkspaces, type Workspace } from "./workspace.ts";

export interface App {
  readonly route: ReadonlySignal<Route>;
  readonly courses: Courses;
  readonly adding: Omit<Adding, "leave">;
  readonly opener: Omit<Opener, "leave" | "list">;
  readonly backups: Backups;
  readonly settings: Settings;
  readonly device: Device;
  readonly notices: Notices;
  readonly plainHttp: PlainHttp;
  readonly workspace: ReadonlySignal<Workspace>;
  /** The address changed. */
  navigate(hash: string): void;
  save(file: NamedBlob): void;
  /** A key was pressed, in the page or in the frame. */
  shortcut(shortcut: Shortcut): void;
  /** Where the focus shall go, asked for by keys; the page listens until it calls the returned function. */
  onFocus(listener: (wish: FocusWish) => void): () => void;
  /** Hears of every validation that has ended, until the returned function is called. */
  onValidated(listener: ValidationListener): () => void;
  /** Hears of every notebook that is taken away as a file, until the returned function is called. */
  onDownloaded(listener: DownloadListener): () => void;
  /** The page goes away: whatever waits is written now. */
  flush(): void;
}

export type ValidationListener = SessionContext["validated"];
type DownloadListener = SessionContext["downloaded"];

/** F6 goes from region to region; "before" and "after" leave the frame in reading order. */
export type FocusWish = "next-region" | "previous-region" | "before" | "after";

export function createApp(environment: Environment): App {
  const route = signal<Route>({ kind: "courses" });
  const courses = createCourses(environment);
  const adding = createAdding(environment, courses);
  const settings = createSettings(environment.preferences);
  const notices = createNotices();
  // Other pages show the opener's failure where the file was chosen.
  const opener = createOpener(environment, notices, (failure) => {
    if (openSession() !== undefined) notices.fail(failure);
  });
  const wishes = createListeners<[FocusWish]>();
  const validations = createListeners<Parameters<ValidationListener>>();
  const downloads = createListeners<Parameters<DownloadListener>>();
  const context = {
    environment,
    settings,
    notices,
    openFile: opener.openFile,
    shortcut,
    focusLeft: (direction: "forward" | "backward") =>
      wishes.tell(direction === "forward" ? "after" : "before"),
    validated: validations.tell,
    downloaded: downloads.tell,
  };
  const workspaces = createWorkspaces(context, courses);
  const openSession = () =>
    workspaces.current.value.kind === "open" ? workspaces.current.value.session : undefined;

  function shortcut(name: Shortcut): void {
    const session = openSession();
    if (name === "next-region" || name === "previous-region") wishes.tell(name);
    else if (name === "run-all") session?.command("run-all");
    else if (name === "validate") session?.validator.start();
    else if (name === "stop") session?.frame.stop();
    else if (name === "save") void session?.flush().then(() => notices.announce({ said: "saved" }));
  }

  return {
    route,
    courses,
    adding,
    opener,
    backups: createBackups(environment, () => void opener.list()),
    settings,
    device: createDevice(environment),
    notices,
    plainHttp: createPlainHttp(environment.isSecure, environment.preferences),
    workspace: workspaces.current,
    navigate(hash) {
      const next = readRoute(hash);
      const isSame = printRoute(next) === printRoute(route.value);
      if (isSame && workspaces.current.value.kind !== "closed") return;
      workspaces.close();
      opener.leave();
      adding.leave();
      notices.clear();
      route.value = next;
      if (next.kind === "notebook") void workspaces.open(next);
      else if (next.kind === "courses" || next.kind === "course")
        void Promise.all([courses.load(), opener.list()]);
    },
    save: (file) => environment.downloads.save(file),
    shortcut,
    onFocus: wishes.add,
    onValidated: validations.add,
    onDownloaded: downloads.add,
    flush: () => void openSession()?.flush(),
  };
}

/** The notebook that is open, if one is. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Courses } from "./courses.ts";
import type { Unreadable } from "./documents.ts";
import type { DraftKey } from "./environment.ts";
import type { Route } from "./routes.ts";
import type { Session, SessionContext } from "./session/session.ts";

export type Workspace =
  | { readonly kind: "closed" }
  | { readonly kind: "loading" }
  | { readonly kind: "open"; readonly session: Session }
  /** The text could not be read as a notebook: shown as it is, never changed. */
  | { readonly kind: "unreadable"; readonly why: Unreadable };

/** Of this notebook, if it is the one that is open. */
export function sessionOf(workspace: Workspace, { course, notebook }: DraftKey): Session | undefined {
  if (workspace.kind !== "open") return undefined;
  const { session } = workspace;
  const { document } = session;
  return document.course === course && document.notebook === notebook ? session : undefined;
}

export interface Workspaces {
  readonly current: ReadonlySignal<Workspace>;
  open(route: Extract<Route, { kind: "notebook" }>): Promise<void>;
  close(): void;
}

export function createWorkspaces(context: SessionContext, courses: Courses): Workspaces {
  const current = signal<Workspace>({ kind: "closed" });
  let leaving = new AbortController();
  return {
    current,
    async open(route) {
      const { signal: left } = leaving;
      current.value = { kind: "loading" };
      // Reading Python is most of our code, and the list of courses does without.
      const { loadDocument, openDocument } = await import("./documents.ts");
      const document = await loadDocument(context.environment, courses, route, left);
      if (left.aborted) return;
      const opened = "failure" in document ? document : openDocument(context, document);
      current.value =
        "failure" in opened ? { kind: "unreadable", why: opened } : { kind: "open", session: opened };
    },
    close() {
      leaving.abort();
      leaving = new AbortController();
      if (current.value.kind === "open") current.value.session.close();
      current.value = { kind: "closed" };
    },
  };
}

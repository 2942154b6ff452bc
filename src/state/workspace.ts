/** The notebook that is open, if one is. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Courses } from "./courses.ts";
import { loadDocument, type Unreadable } from "./documents.ts";
import type { Route } from "./routes.ts";
import { createSession, type OpenDocument, type Session, type SessionContext } from "./session/session.ts";
import { createSource } from "./session/source.ts";

export type Workspace =
  | { readonly kind: "closed" }
  | { readonly kind: "loading" }
  | { readonly kind: "open"; readonly session: Session }
  /** The text could not be read as a notebook: shown as it is, never changed. */
  | { readonly kind: "unreadable"; readonly why: Unreadable };

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
      const document = await loadDocument(context.environment, courses, route, left);
      if (left.aborted) return;
      current.value =
        "failure" in document ? { kind: "unreadable", why: document } : openDocument(context, document);
    },
    close() {
      leaving.abort();
      leaving = new AbortController();
      if (current.value.kind === "open") current.value.session.close();
      current.value = { kind: "closed" };
    },
  };
}

function openDocument(context: SessionContext, document: OpenDocument): Workspace {
  const source = createSource(document, context.environment.clock);
  if (!("failure" in source)) return { kind: "open", session: createSession(context, document, source) };
  const content = new Blob([document.source]);
  return { kind: "unreadable", why: { failure: source, filename: document.filename, content } };
}

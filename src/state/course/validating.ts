/** Validates a notebook from outside of it: at once where it is open, else as soon as it is. */
import { effect } from "@preact/signals-core";
import type { App } from "../app.ts";
import type { DraftKey } from "../environment.ts";
import { sessionOf } from "../workspace.ts";

/** `go` opens the notebook, and answers false where it cannot. */
export type Validate = (wanted: DraftKey, go: () => Promise<boolean>) => void;

export function createValidating({ route, workspace }: Pick<App, "route" | "workspace">): Validate {
  /** What the next opening is to validate. */
  let pending: DraftKey | null = null;

  effect(() => {
    const { value } = workspace;
    if (value.kind !== "open" && value.kind !== "unreadable") return;
    const wanted = pending;
    // Whatever has opened, a later opening is another wish.
    pending = null;
    if (wanted !== null) sessionOf(value, wanted)?.validator.start();
  });
  effect(() => {
    // Somebody has gone elsewhere before it was open.
    if (route.value.kind !== "notebook") pending = null;
  });

  return (wanted, go) => {
    const session = sessionOf(workspace.value, wanted);
    if (session !== undefined) {
      session.validator.start();
      return;
    }
    pending = wanted;
    void go().then((isGoing) => {
      if (!isGoing && pending === wanted) pending = null;
    });
  };
}

/** New versions: offered, and applied only when the person agrees, nothing runs and everything typed is on disk. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { ask } from "./conversation.ts";

export type UpdateState =
  | { readonly kind: "none" }
  /** A newer build is here and waits. */
  | { readonly kind: "offered" }
  /** Agreed; it happens when nothing runs any more. */
  | { readonly kind: "after-run" }
  | { readonly kind: "applying" }
  /** The pages of other tabs stand on the old build, and may be running a notebook. */
  | { readonly kind: "other-pages"; readonly count: number }
  | { readonly kind: "unsaved" }
  | { readonly kind: "unanswered" }
  /** This page is older than its worker, or a file of it has gone: only a reload helps. */
  | { readonly kind: "outdated" };

export interface Updates {
  readonly state: ReadonlySignal<UpdateState>;
  accept(): void;
  /** Says no more of this version until the next visit. */
  dismiss(): void;
}

/** What only the composition of this folder calls. */
export interface UpdatesWiring extends Updates {
  setOutdated(): void;
  /** Follows a registration: the page's own, once the browser has given it. */
  follow(registration: ServiceWorkerRegistration): void;
}

export interface UpdatesOptions {
  readonly container: ServiceWorkerContainer;
  /** A cell or a validation is running. */
  readonly busy: ReadonlySignal<boolean>;
  /** Writes what was typed; false when the browser did not take it. */
  save(): Promise<boolean>;
  reload(): void;
}

export function createUpdates(options: UpdatesOptions): UpdatesWiring {
  const { container, busy } = options;
  const state = signal<UpdateState>({ kind: "none" });
  let registration: ServiceWorkerRegistration | undefined;
  let outdated = false;

  function lookForWaiting(): void {
    // Without an active worker the waiting one is the first of all, and about to take over by itself.
    const isUpdate = registration?.active != null && registration.waiting !== null;
    if (isUpdate && state.value.kind === "none") state.value = { kind: "offered" };
  }

  function setOutdated(): void {
    outdated = true;
    if (state.value.kind !== "applying") state.value = { kind: "outdated" };
  }

  async function compare(): Promise<void> {
    const script = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src;
    if (container.controller === null || script === undefined) return;
    const answer = await ask(container.controller, { kind: "compare", script });
    if (answer?.kind === "compared" && !answer.same) setOutdated();
  }

  async function apply(): Promise<void> {
    state.value = { kind: "applying" };
    if (!(await options.save())) {
      state.value = { kind: "unsaved" };
      return;
    }
    const waiting = registration?.waiting ?? null;
    if (outdated || waiting === null) {
      options.reload();
      return;
    }
    whenActivated(waiting, options.reload);
    const answer = await ask(waiting, { kind: "activate" });
    if (answer?.kind === "other-pages") state.value = answer;
    else if (answer?.kind !== "activating") state.value = { kind: "unanswered" };
  }

  return {
    state,
    accept() {
      if (!busy.value) {
        void apply();
        return;
      }
      state.value = { kind: "after-run" };
      const stop = effect(() => {
        if (busy.value) return;
        // An effect cannot end itself while it is being made, and the first time round it is busy.
        stop();
        if (state.peek().kind === "after-run") void apply();
      });
    },
    dismiss: () => {
      state.value = { kind: "none" };
    },
    setOutdated,
    follow(found) {
      registration = found;
      const watch = (worker: ServiceWorker | null) => worker?.addEventListener("statechange", lookForWaiting);
      found.addEventListener("updatefound", () => watch(found.installing));
      watch(found.installing);
      lookForWaiting();
      container.addEventListener("controllerchange", () => void compare());
      void compare();
    },
  };
}

function whenActivated(worker: ServiceWorker, callback: () => void): void {
  worker.addEventListener("statechange", () => {
    if (worker.state === "activated") callback();
  });
}

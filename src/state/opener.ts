/** Notebooks that a person brings: from a file, a paste or an address. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Draft, Environment } from "./environment.ts";
import type { AppFailure } from "./failure.ts";
import type { Notices } from "./notices.ts";
import { readSource } from "./outside.ts";
import { LOCAL, OPENED, printRoute } from "./routes.ts";
import type { NamedBlob } from "./wall.ts";

export type Opening =
  | { readonly kind: "idle" }
  | { readonly kind: "reading" }
  | { readonly kind: "failed"; readonly failure: AppFailure };

export interface Opener {
  /** Set while a file from outside is being read; a failure stays until the next one. */
  readonly state: ReadonlySignal<Opening>;
  /** What was opened by hand and is kept here, newest first. */
  readonly opened: ReadonlySignal<readonly Draft[]>;
  openFile(file: NamedBlob): Promise<void>;
  /** To be called after the student has confirmed the card that names the host. */
  openAddress(address: string): Promise<void>;
  list(): Promise<void>;
  forget(draft: Draft): Promise<void>;
  /** The page was left: what was being fetched is not opened any more. */
  leave(): void;
}

/** `failed` hears of files that could not be opened. */
export function createOpener(
  environment: Environment,
  notices: Notices,
  failed: (failure: AppFailure) => void,
): Opener {
  const state = signal<Opening>({ kind: "idle" });
  const opened = signal<readonly Draft[]>([]);
  let leaving = new AbortController();

  async function openFile(file: NamedBlob): Promise<void> {
    const { signal: left } = leaving;
    state.value = { kind: "reading" };
    const { keepOpened } = await import("./documents.ts");
    const kept = await keepOpened(environment, file);
    if (left.aborted) return;
    if (typeof kept === "string") {
      environment.links.go(printRoute({ kind: "notebook", course: OPENED, notebook: kept }));
      return;
    }
    state.value = { kind: "failed", failure: kept };
    failed(kept);
  }

  async function list(): Promise<void> {
    const drafts = await environment.drafts.list(LOCAL);
    if ("failure" in drafts) notices.fail(drafts);
    else opened.value = drafts;
  }

  return {
    state,
    opened,
    openFile,
    async openAddress(address) {
      const { signal: left } = leaving;
      const source = readSource(address);
      state.value = { kind: "reading" };
      const blob =
        source === undefined
          ? ({ failure: "address-refused", address } as const)
          : await environment.courses.bytes(source.url, left);
      if (left.aborted) return;
      if ("failure" in blob) state.value = { kind: "failed", failure: blob };
      else await openFile({ name: new URL(address).pathname, blob });
    },
    list,
    async forget(draft) {
      const failure = await environment.drafts.remove(draft);
      if (failure !== undefined) notices.fail(failure);
      await list();
    },
    leave() {
      leaving.abort();
      leaving = new AbortController();
      state.value = { kind: "idle" };
    },
  };
}

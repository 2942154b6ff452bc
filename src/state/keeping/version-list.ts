/** The history of the open notebook as its panel shows it, kept within bounds. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { DraftKey, Environment, Version } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";
import { leastNeeded, surplus } from "./thin.ts";

export type VersionListState =
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly versions: readonly Version[] }
  | { readonly kind: "failed"; readonly failure: ShellFailure };

export interface VersionList {
  readonly state: ReadonlySignal<VersionListState>;
  /** The panel is shown. */
  readonly isOpen: ReadonlySignal<boolean>;
  open(): void;
  close(): void;
  /** Takes away what is too much. */
  tidy(): Promise<void>;
  /** Takes away what is needed least, when the disk is full. */
  makeRoom(): Promise<void>;
}

export function createVersionList(
  { versions, clock }: Pick<Environment, "versions" | "clock">,
  key: DraftKey,
): VersionList {
  const state = signal<VersionListState>({ kind: "loading" });
  const isOpen = signal(false);

  async function tidy(): Promise<readonly Version[] | ShellFailure> {
    const found = await versions.list(key);
    if ("failure" in found) return found;
    const gone = new Set(surplus(found, clock.now()));
    // A history that could not be thinned is thinned next time.
    if (gone.size > 0) await versions.remove([...gone]);
    return found.filter(({ id }) => !gone.has(id));
  }

  async function load(): Promise<void> {
    const found = await tidy();
    state.value =
      "failure" in found ? { kind: "failed", failure: found } : { kind: "loaded", versions: found };
  }

  return {
    state,
    isOpen,
    open() {
      isOpen.value = true;
      void load();
    },
    close() {
      isOpen.value = false;
    },
    async tidy() {
      await tidy();
    },
    async makeRoom() {
      const found = await versions.list(key);
      if (!("failure" in found)) await versions.remove(leastNeeded(found));
    },
  };
}

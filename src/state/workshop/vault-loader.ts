/** Gets the locked solutions, and gets them anew when a key belongs to a newer copy. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { OpeningFailure } from "../../core/solutions/failure.ts";
import type { ShellFailure } from "../failure.ts";
import type { Vault } from "./vault.ts";

export type VaultState =
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly vault: Vault }
  | { readonly kind: "failed"; readonly failure: OpeningFailure | ShellFailure };

/** Where a workshop comes from. */
export interface WorkshopSource {
  /** Loads the locked solutions, anew at each call. */
  load(signal: AbortSignal): Promise<Vault | OpeningFailure | ShellFailure>;
  /** Null where nobody may be asked for keys: a notebook that was opened by hand. */
  readonly keysUrl: string | null;
  readonly eventsUrl: string | null;
  readonly presenceUrl: string | null;
}

export interface VaultLoader {
  readonly state: ReadonlySignal<VaultState>;
  /** True when there is a vault now, fresh from the site. */
  load(): Promise<boolean>;
  close(): void;
}

export function createVaultLoader(source: WorkshopSource, loaded: (vault: Vault) => void): VaultLoader {
  const state = signal<VaultState>({ kind: "loading" });
  const aborter = new AbortController();
  return {
    state,
    async load() {
      const vault = await source.load(aborter.signal);
      if (aborter.signal.aborted) return false;
      if ("failure" in vault) {
        // A copy that is there already is better than none.
        if (state.value.kind !== "loaded") state.value = { kind: "failed", failure: vault };
        return false;
      }
      state.value = { kind: "loaded", vault };
      loaded(vault);
      return true;
    },
    close: () => aborter.abort(),
  };
}

/** What a person takes away from this device when they leave it. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Environment } from "./environment.ts";
import type { ShellFailure } from "./failure.ts";

export type DeviceState =
  | { readonly kind: "idle" }
  | { readonly kind: "working" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "failed"; readonly failure: ShellFailure };

export interface Device {
  readonly state: ReadonlySignal<DeviceState>;
  /** Of every course. */
  signOut(): Promise<void>;
  /** Everything that this site keeps here; the page then begins anew. */
  erase(): Promise<void>;
}

export function createDevice({ eraser, links }: Pick<Environment, "eraser" | "links">): Device {
  const state = signal<DeviceState>({ kind: "idle" });
  return {
    state,
    async signOut() {
      state.value = { kind: "working" };
      await eraser.tokens();
      state.value = { kind: "signed-out" };
    },
    async erase() {
      state.value = { kind: "working" };
      const failure = await eraser.everything();
      if (failure === undefined) links.restart();
      else state.value = { kind: "failed", failure };
    },
  };
}

/** What a workshop asks of the platform. */
import type { ReadonlySignal } from "@preact/signals-core";
import type { SolutionCrypto } from "../../core/solutions/crypto.ts";
import type { Clock, Preferences } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";

export interface WorkshopPorts {
  readonly files: WorkshopFiles;
  readonly keys: ReleasedKeyFiles;
  readonly events: ReleaseEvents;
  readonly attention: Attention;
  readonly crypto: SolutionCrypto;
  readonly slowWork: SlowWork;
  readonly kept: Preferences;
  readonly clock: Clock;
  /** From 0 up to 1: spreads the questions of many pages over time. */
  readonly random: () => number;
}

export interface WorkshopFiles {
  /** The text at an absolute address, past copies that may be old where there is a network. */
  text(url: string, signal: AbortSignal): Promise<string | ShellFailure>;
}

export type KeysAnswer =
  /** `tag` is what the server calls this version, for the next question. */
  | { readonly kind: "text"; readonly text: string; readonly tag: string | null }
  | { readonly kind: "unchanged" }
  | ShellFailure;

export interface ReleasedKeyFiles {
  /** Asks past every cache, without credentials. Text is not checked: it may be a sign-in page. */
  fetch(url: string, tag: string | null, signal: AbortSignal): Promise<KeysAnswer>;
}

export interface ReleaseEvents {
  /** Calls `released` whenever the server says so, until the returned function is called. Connects again by itself. */
  listen(url: string, on: { released(): void; connected(connected: boolean): void }): () => void;
}

/** Whether anybody looks at the page. */
export interface Attention {
  isHidden(): boolean;
  /** Calls back when the page is seen again, or the network has come back. */
  onReturn(listener: () => void): () => void;
}

/** Derivations that take so long that one wants to see how far they are; from 0 to 1, null while none runs. */
export interface SlowWork {
  readonly progress: ReadonlySignal<number | null>;
}

/** What a workshop asks of the platform. */
import type { ReadonlySignal } from "@preact/signals-core";
import type { SolutionCrypto } from "../../core/solutions/crypto.ts";
import type { Clock, Preferences } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";

export interface WorkshopPorts {
  readonly files: WorkshopFiles;
  readonly keys: ReleasedKeyFiles;
  readonly events: LiveEvents;
  readonly presence: PresenceSender;
  readonly attention: Attention;
  readonly crypto: SolutionCrypto;
  readonly slowWork: SlowWork;
  readonly kept: Preferences;
  readonly clock: Clock;
  /** From 0 up to 1: spreads the questions of many pages over time. */
  readonly random: () => number;
  /** 128 random bits as 22 base64url characters. */
  readonly randomId: () => string;
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

export interface LiveEvents {
  /** Calls back whenever the server says something, until the returned function is called. Connects again by itself. */
  listen(url: string, on: LiveListener): () => void;
}

export interface LiveListener {
  released(): void;
  /** All countdowns that run, as the server wrote them. */
  countdowns(json: string): void;
  connected(connected: boolean): void;
}

export interface PresenceSender {
  /** Sends without credentials, also from a page that is being left. `refused`: this is no live server. */
  send(url: string, json: string): Promise<"heard" | "unheard" | "refused">;
}

/** Whether anybody looks at the page. */
export interface Attention {
  isHidden(): boolean;
  /** Calls back when the page is seen again, or the network has come back. */
  onReturn(listener: () => void): () => void;
  /** Calls back when the page is being left, perhaps for good. */
  onLeave(listener: () => void): () => void;
}

/** Derivations that take so long that one wants to see how far they are; from 0 to 1, null while none runs. */
export interface SlowWork {
  readonly progress: ReadonlySignal<number | null>;
}

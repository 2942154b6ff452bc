/** Asks for released keys again and again, for as long as a workshop is open. What is once known stays known. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { isFailure } from "../../core/failure.ts";
import type { KeysFailure } from "../../core/solutions/failure.ts";
import { type ReleasedKeys, readKeys } from "../../core/solutions/release.ts";
import type { Clock } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";
import type { WorkshopPorts } from "./ports.ts";

export type KeysTrouble = ShellFailure | KeysFailure;

export type PollState =
  | { readonly kind: "waiting" }
  | { readonly kind: "checking" }
  /** `at`: milliseconds since 1970, by this device's clock. */
  | { readonly kind: "checked"; readonly at: number }
  | { readonly kind: "failed"; readonly at: number; readonly failure: KeysTrouble };

export interface KeyPoll {
  readonly state: ReadonlySignal<PollState>;
  /** Asks now. What is on its way may have been answered before the release that this is about: then once more. */
  check(): void;
  /** A live server tells of releases by itself from now on, or does so no more. */
  connected(connected: boolean): void;
  close(): void;
}

export interface KeyPollParts {
  readonly ports: Pick<WorkshopPorts, "keys" | "attention" | "clock" | "random">;
  readonly keysUrl: string;
  /** Hears of every answer that is a list of keys, old ones included. */
  take(keys: ReleasedKeys): void;
}

const SEEN = 20_000;
const UNSEEN = 120_000;
/** Where a server tells of releases, questions are only for what it may have missed to tell. */
const TOLD = 120_000;
/** Longer than this a server does not get. */
const PATIENCE = 15_000;

export function createKeyPoll({ ports, keysUrl, take }: KeyPollParts): KeyPoll {
  const { clock, attention } = ports;
  const state = signal<PollState>({ kind: "waiting" });
  let tag: string | null = null;
  let failures = 0;
  let connected = false;
  let isClosed = false;
  let cancelNext = () => {};
  let asking: Promise<void> | undefined;
  const aborter = new AbortController();

  async function ask(): Promise<void> {
    cancelNext();
    state.value = { kind: "checking" };
    const address = withMinute(keysUrl, clock.now());
    const answer = await withPatience(clock, aborter.signal, new URL(keysUrl).host, (signal) =>
      ports.keys.fetch(address, tag, signal),
    );
    if (isClosed) return;
    const failure = accept(answer);
    failures = failure === undefined ? 0 : failures + 1;
    const at = clock.now();
    state.value = failure === undefined ? { kind: "checked", at } : { kind: "failed", at, failure };
    askLater();
  }

  function askLater(): void {
    cancelNext();
    cancelNext = clock.after(pause(), () => void askOnce());
  }

  function accept(answer: Awaited<ReturnType<typeof ports.keys.fetch>>): KeysTrouble | undefined {
    if ("failure" in answer) return answer;
    if (answer.kind === "unchanged") return undefined;
    const keys = readKeys(answer.text);
    if (isFailure(keys)) return keys;
    tag = answer.tag;
    take(keys);
    return undefined;
  }

  function pause(): number {
    const usual = connected ? TOLD : attention.isHidden() ? UNSEEN : SEEN;
    const patient = Math.min(UNSEEN, usual * 2 ** Math.min(failures, 3));
    return Math.max(usual, patient) * (0.8 + 0.4 * ports.random());
  }

  function askOnce(): Promise<void> {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  function check(): void {
    if (asking === undefined) void askOnce();
    else void asking.then(() => (isClosed ? undefined : askOnce()));
  }

  const stopListening = attention.onReturn(() => void askOnce());
  void askOnce();

  return {
    state,
    check,
    connected(now) {
      if (now === connected) return;
      connected = now;
      // What was released in between has been told to nobody here.
      if (now) check();
      else if (asking === undefined) askLater();
    },
    close() {
      isClosed = true;
      aborter.abort();
      cancelNext();
      stopListening();
    },
  };
}

/** Hosts in between that ignore `no-store` keep an answer for a minute at most. Nobody compares this with a clock. */
function withMinute(url: string, now: number): string {
  const address = new URL(url);
  address.searchParams.set("t", String(Math.floor(now / 60_000)));
  return address.href;
}

/** A server that takes too long has not answered; what it says later is not heard. */
async function withPatience<T>(
  clock: Clock,
  closed: AbortSignal,
  host: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | ShellFailure> {
  const late = new AbortController();
  const cancel = clock.after(PATIENCE, () => late.abort());
  const signal = AbortSignal.any([late.signal, closed]);
  const gaveUp = new Promise<ShellFailure>((settle) =>
    signal.addEventListener("abort", () => settle({ failure: "unreachable", host }), { once: true }),
  );
  const result = await Promise.race([work(signal), gaveUp]);
  cancel();
  return result;
}

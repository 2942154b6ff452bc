/** The self-test: one try after the other, and the code that tells how they went. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Environment, Pieces, Preferences } from "../../state/environment.ts";
import { type Outcome, tryBrowser, tryOffline, tryStorage } from "./browser-tests.ts";
import { createRuntimeTest, type RuntimeTest } from "./runtime-test.ts";

export const tests = ["browser", "storage", "runtime", "offline"] as const;
export type TestName = (typeof tests)[number];

export type TestState =
  | { readonly kind: "waiting" }
  | { readonly kind: "trying" }
  | ({ readonly kind: "done" } & Outcome);

export interface SelfTest {
  readonly states: ReadonlySignal<Readonly<Record<TestName, TestState>>>;
  readonly runtime: ReadonlySignal<RuntimeTest | null>;
  /** To be read to the instructor once all is done; null before. */
  readonly code: ReadonlySignal<string | null>;
}

const letters: Readonly<Record<TestName, string>> = {
  browser: "B",
  storage: "S",
  runtime: "R",
  offline: "O",
};

export function startSelfTest(
  environment: Pick<Environment, "clock" | "readFrameMessage"> & {
    readonly pieces: Pieces;
    readonly preferences: Preferences;
  },
  baseAddress: string,
): SelfTest {
  const waiting: TestState = { kind: "waiting" };
  const states = signal<Readonly<Record<TestName, TestState>>>({
    browser: waiting,
    storage: waiting,
    runtime: waiting,
    offline: waiting,
  });
  const runtime = signal<RuntimeTest | null>(null);

  async function attempt(name: TestName, work: () => Outcome | Promise<Outcome>): Promise<void> {
    states.value = { ...states.value, [name]: { kind: "trying" } };
    const outcome = await work();
    states.value = { ...states.value, [name]: { kind: "done", ...outcome } };
  }

  async function tryRuntime(): Promise<Outcome> {
    const test = createRuntimeTest(environment);
    runtime.value = test;
    const milliseconds = await test.done;
    const seconds = milliseconds === undefined ? "" : String(Math.max(1, Math.round(milliseconds / 1_000)));
    return { passed: milliseconds !== undefined, detail: seconds };
  }

  async function start(): Promise<void> {
    await attempt("browser", tryBrowser);
    await attempt("storage", () => tryStorage(environment.preferences));
    await attempt("runtime", tryRuntime);
    // Last: what Python needs has been fetched and kept by then.
    await attempt("offline", () => tryOffline(baseAddress));
  }

  void start();
  return { states, runtime, code: computed(() => codeOf(states.value)) };
}

/** A letter for what works, X for what does not, and the seconds until the first output: `BSRO 12`. */
function codeOf(states: Readonly<Record<TestName, TestState>>): string | null {
  const done = tests.flatMap((name) => {
    const state = states[name];
    return state.kind === "done" ? [state.passed ? letters[name] : "X"] : [];
  });
  if (done.length < tests.length) return null;
  const { runtime } = states;
  const seconds = runtime.kind === "done" ? runtime.detail : "";
  return seconds === "" ? done.join("") : `${done.join("")} ${seconds}`;
}

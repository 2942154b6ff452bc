/** A workshop that is open, over ports in memory whose every answer a test decides. */
import { signal } from "@preact/signals-core";
import * as v from "valibot";
import { expect, vi } from "vitest";
import { type Presence, presenceSchema } from "../../../src/core/live/protocol.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import type {
  KeysAnswer,
  LiveListener,
  PresenceSender,
  WorkshopPorts,
} from "../../../src/state/workshop/ports.ts";
import { watchWorkshop } from "../../../src/state/workshop/watch.ts";
import type { Workshop } from "../../../src/state/workshop/workshop.ts";
import { createFakeEnvironment, type FakeEnvironment, settle } from "../fake-environment.ts";
import { type Opened, openNotebook } from "../open-notebook.ts";
import { courseJson, handedOut } from "./sample-workshop.ts";

export const COURSE = "https://courses.example/one/course.json";
export const SEALED = "https://courses.example/one/notebooks/intro/sealed.json";
export const KEYS = "https://courses.example/one/notebooks/intro/keys.json";

export interface FakeWorkshop extends Opened {
  readonly environment: FakeEnvironment;
  readonly workshop: Workshop;
  readonly files: Map<string, string>;
  /** What the site was asked for keys: the address and the tag. */
  readonly asked: { url: string; tag: string | null }[];
  /** What it answers; a function may answer late. */
  answer: KeysAnswer | (() => Promise<KeysAnswer>);
  readonly page: { hidden: boolean; comeBack(): void; leave(): void };
  readonly server: LiveListener & { url: string | undefined };
  /** What was sent to be counted, oldest first, and what comes back. */
  readonly presences: { url: string; message: Presence }[];
  hears: Awaited<ReturnType<PresenceSender["send"]>>;
  card(exercise: string): string;
  /** Waits for cryptography, which takes its own time. */
  opens(exercise: string): Promise<void>;
}

export interface FakeOptions {
  readonly sealed: string;
  readonly notebook?: string;
  readonly course?: string;
  /** The same browser, another visit. */
  readonly environment?: FakeEnvironment;
  readonly answer?: FakeWorkshop["answer"];
}

const noKeys: KeysAnswer = { kind: "text", text: "{}", tag: '"0"' };

export async function openFakeWorkshop(options: FakeOptions): Promise<FakeWorkshop> {
  const { sealed, notebook = handedOut, course = courseJson(), answer = noKeys } = options;
  const environment = options.environment ?? createFakeEnvironment();
  environment.files.set("https://courses.example/one/nb.py", new Blob([notebook]));
  Object.assign(environment.courses, { text: async () => fakeCourse });
  const files = new Map([
    [COURSE, course],
    [SEALED, sealed],
  ]);
  const asked: FakeWorkshop["asked"] = [];
  const returns: (() => void)[] = [];
  const comeBack = () => {
    for (const listener of returns) listener();
  };
  const leaves = new Set<() => void>();
  const leave = () => {
    for (const listener of leaves) listener();
  };
  const page = { hidden: false, comeBack, leave };
  const server: FakeWorkshop["server"] = { released() {}, countdowns() {}, connected() {}, url: undefined };
  const presences: FakeWorkshop["presences"] = [];
  const fake: Pick<FakeWorkshop, "answer" | "hears"> = { answer, hears: "heard" };
  let ids = 0;
  const ports: WorkshopPorts = {
    files: { text: async (url) => files.get(url) ?? { failure: "unreachable", host: "courses.example" } },
    keys: {
      async fetch(url, tag) {
        asked.push({ url, tag });
        return typeof fake.answer === "function" ? fake.answer() : fake.answer;
      },
    },
    events: {
      listen(url, on) {
        Object.assign(server, on, { url });
        return () => Object.assign(server, { url: undefined });
      },
    },
    presence: {
      async send(url, json) {
        presences.push({ url, message: v.parse(presenceSchema, JSON.parse(json)) });
        return fake.hears;
      },
    },
    attention: {
      isHidden: () => page.hidden,
      onReturn(listener) {
        returns.push(listener);
        return () => returns.splice(returns.indexOf(listener), 1);
      },
      onLeave(listener) {
        leaves.add(listener);
        return () => leaves.delete(listener);
      },
    },
    crypto: webCrypto(),
    slowWork: { progress: signal(null) },
    kept: environment.preferences,
    clock: environment.clock,
    random: () => 0.5,
    randomId: () => String(++ids).padStart(22, "a"),
  };
  const opened = await openNotebook(environment, "#/c/fixture/intro");
  const current = watchWorkshop(opened.app, async () => ports, environment.clipboard);
  const workshop = await vi.waitFor(() => current.value ?? Promise.reject(new Error("no workshop")), 15_000);
  await vi.waitFor(() => expect(workshop.vault.value.kind).not.toBe("loading"));
  await settle();
  return Object.assign(fake, opened, {
    environment,
    workshop,
    files,
    asked,
    page,
    server,
    presences,
    card: (exercise: string) => workshop.cards.value.get(exercise)?.kind ?? "locked",
    opens: (exercise: string) =>
      vi.waitFor(() => expect(workshop.cards.value.get(exercise)?.kind).toBe("open"), 15_000),
  });
}

const fakeCourse = JSON.stringify({
  format: "atelier-course",
  version: 1,
  id: "fixture",
  title: "A workshop",
  notebooks: [{ id: "intro", title: "Intro", kind: "workshop", file: "nb.py" }],
});

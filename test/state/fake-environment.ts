/** Every port of the state, in memory, with a clock that a test moves by hand. */
import type { KeptReport } from "../../src/core/checks/report.ts";
import { readFrameMessage } from "../../src/runtime/contract.ts";
import type { Handout, KnownCourse } from "../../src/state/course/ports.ts";
import type { Draft, Environment, FileHandle, TabPeer, Version } from "../../src/state/environment.ts";
import type { ShellFailure } from "../../src/state/failure.ts";
import type { NamedBlob } from "../../src/state/wall.ts";

export const COURSE_URL = "https://courses.example/one/course.json";

import { fakeKnownCourses } from "./fake-known-courses.ts";

export const NOTEBOOK = `import marimo

__generated_with = "0.23.15"
app = marimo.App()


@app.cell
def _():
    from mograder.runtime import Grader

    # === MOGRADER: MARKS ===
    _marks = {"Q1": 10, "Essay": 5}
    check = Grader(_marks).check
    return (check,)


@app.cell
def answer():
    x = 1
    return (x,)


@app.cell
def _(check, x):
    check("Q1: Twice", [(x == 2, "x is not 2")])
    return


if __name__ == "__main__":
    app.run()
`;

export interface FakeEnvironment extends Environment {
  readonly store: Map<string, Draft>;
  /** Every version of every notebook, oldest first. */
  readonly history: Version[];
  /** Tabs that have joined, and how often one asked to take over. */
  readonly tabPeers: TabPeer[];
  readonly takeOvers: { count: number };
  /** The file that the person chooses, and the one that is stored. */
  readonly disk: { chosen: FileHandle | undefined; stored: FileHandle | undefined };
  /** Takes away everything that is kept. */
  clear(): void;
  readonly shelf: Map<string, KeptReport>;
  readonly files: Map<string, Blob>;
  readonly saved: NamedBlob[];
  readonly copied: string[];
  readonly opened: string[];
  readonly settings: Map<string, string>;
  readonly fetched: string[];
  /** The address that the app asked for last. */
  readonly address: { hash: string };
  /** Moves the clock, calling what is due. */
  pass(milliseconds: number): Promise<void>;
  /** Moves the clock at once: all that is due is called as late as that. */
  hang(milliseconds: number): void;
  /** What the next write answers. */
  writeFailure: ShellFailure | undefined;
  /** Whether the person has just clicked or typed. */
  hasGesture: boolean;
}

export function createFakeEnvironment(): FakeEnvironment {
  const time = fakeClock();
  const store = new Map<string, Draft>();
  const shelf = new Map<string, KeptReport>();
  const known = new Map<string, KnownCourse>();
  const handouts = new Map<string, Handout>();
  const files = new Map([["https://courses.example/one/nb.py", new Blob([NOTEBOOK])]]);
  const settings = new Map<string, string>();
  const saved: NamedBlob[] = [];
  const copied: string[] = [];
  const opened: string[] = [];
  const fetched: string[] = [];
  const address = { hash: "" };
  const history: Version[] = [];
  const clearedListeners = new Set<() => void>();
  const tabPeers: TabPeer[] = [];
  const takeOvers = { count: 0 };
  const disk: FakeEnvironment["disk"] = { chosen: undefined, stored: undefined };
  const key = (draft: { course: string; notebook: string }) => `${draft.course} ${draft.notebook}`;
  let names = 0;
  const fake: FakeEnvironment = {
    store,
    history,
    tabPeers,
    takeOvers,
    disk,
    clear() {
      store.clear();
      history.length = 0;
      for (const listener of clearedListeners) listener();
    },
    shelf,
    files,
    saved,
    copied,
    opened,
    settings,
    fetched,
    address,
    writeFailure: undefined,
    hasGesture: true,
    pass: time.pass,
    hang: time.hang,
    courses: {
      list: async () => [COURSE_URL],
      text: async () => COURSE,
      async bytes(url) {
        fetched.push(url);
        return files.get(url) ?? { failure: "unreachable", host: new URL(url).host };
      },
    },
    known: fakeKnownCourses(known),
    handouts: {
      read: async (wanted) => handouts.get(key(wanted)),
      async write(handout) {
        handouts.set(key(handout), handout);
        return undefined;
      },
    },
    drafts: {
      read: async (wanted) => store.get(key(wanted)),
      async write(draft, beside) {
        if (fake.writeFailure !== undefined) return fake.writeFailure;
        store.set(key(draft), draft);
        for (const version of beside?.versions ?? []) await fake.versions.add(draft, version);
        return undefined;
      },
      async remove(wanted) {
        store.delete(key(wanted));
        return undefined;
      },
      list: async (wanted) =>
        [...store.values()].filter((draft) => wanted === undefined || draft.course === wanted),
    },
    versions: {
      list: async () => history.toReversed(),
      async add(_key, version) {
        const newest = history.at(-1);
        if (newest?.source !== version.source) history.push({ id: history.length + 1, ...version });
        else if (version.reason !== "edit") history.splice(-1, 1, { ...version, id: newest.id });
        return undefined;
      },
      async remove(ids) {
        history.splice(0, history.length, ...history.filter(({ id }) => !ids.includes(id)));
        return undefined;
      },
    },
    keep: {
      persist: async () => true,
      onCleared(listener) {
        clearedListeners.add(listener);
        return () => clearedListeners.delete(listener);
      },
    },
    tabs: {
      join(_key, peer) {
        tabPeers.push(peer);
        peer.became("writer");
        return { takeOver: () => void takeOvers.count++, tellSaved() {}, leave() {} };
      },
      whileClosed: (_key, work) => work(),
    },
    fileHandles: {
      supported: true,
      choose: async () => disk.chosen,
      stored: async () => disk.stored,
      async forget() {
        disk.stored = undefined;
      },
    },
    reports: {
      read: async (wanted) => shelf.get(key(wanted)),
      async write(wanted, kept) {
        if (fake.writeFailure === undefined) shelf.set(key(wanted), kept);
        return fake.writeFailure;
      },
      summaries: async (course) =>
        new Map(
          [...shelf]
            .filter(([name]) => name.startsWith(`${course} `))
            .map(([name, { report }]) => [
              name.slice(course.length + 1),
              { of: report.of, at: report.at, passed: report.score.passed, all: report.score.all },
            ]),
        ),
      print: async ({ report }) => `<!doctype html><title>${report.title}</title>`,
    },
    pieces: {
      frame: async () => ({ script: new Blob(["script"]), style: "" }),
      python: async () => ({ kind: "python", worker: new Blob(), parts: {}, packages: [], boot: "snapshot" }),
      islands: async () => ({
        kind: "islands",
        start: new Blob(),
        index: new Blob(),
        style: new Blob(),
      }),
      late: async (kind) =>
        kind === "python-files" ? { kind, parts: { files: new Blob() } } : { kind, lazy: new Blob(["pack"]) },
    },
    packages: { fetch: async () => new Blob(["wheel"]) },
    preferences: {
      read: (name) => settings.get(name) ?? null,
      write(name, value) {
        if (value === null) settings.delete(name);
        else settings.set(name, value);
      },
    },
    eraser: { tokens: async () => {}, everything: async () => undefined },
    downloads: { save: (file) => void saved.push(file) },
    clipboard: {
      isAsked: () => fake.hasGesture,
      async write(text) {
        copied.push(text);
        return undefined;
      },
    },
    links: {
      open: (url) => void opened.push(url),
      go(hash) {
        address.hash = hash;
      },
      restart() {},
    },
    clock: time.clock,
    randomName: () => `name${++names}`,
    isSecure: true,
    readFrameMessage,
  };
  return fake;
}

const COURSE = JSON.stringify({
  format: "atelier-course",
  version: 1,
  id: "one",
  title: "One",
  connect: ["data.example"],
  notebooks: [{ id: "nb", title: "The notebook", minutes: 5, kind: "assignment", file: "nb.py" }],
});

function fakeClock() {
  let now = 1_000_000;
  let timers: { at: number; call: () => void }[] = [];
  return {
    clock: {
      now: () => now,
      after(milliseconds: number, call: () => void) {
        const timer = { at: now + milliseconds, call };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    },
    hang(milliseconds: number) {
      now += milliseconds;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.call();
    },
    async pass(milliseconds: number) {
      const end = now + milliseconds;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.call();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

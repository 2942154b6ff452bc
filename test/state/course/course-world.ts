/** A browser and a course's server in memory: what the browser keeps outlives its pages, what the server has is looked at. */
import type { Activity } from "../../../src/core/course/activity.ts";
import type { Course } from "../../../src/core/course/course.ts";
import { digestOf } from "../../../src/core/digest.ts";
import type { TransportFailure } from "../../../src/core/submission/failure.ts";
import type { Queued, Receipt } from "../../../src/core/submission/records.ts";
import {
  type Access,
  type HttpsTransport,
  NO_RULES,
  type Outgoing,
  type RemoteAssignment,
  type RemoteGrade,
  type RemoteStatus,
} from "../../../src/core/submission/transport.ts";
import type { CoursePorts, Handout, KnownCourse, ServerNote } from "../../../src/state/course/ports.ts";
import { createFakeEnvironment, type FakeEnvironment, settle } from "../fake-environment.ts";
import { fakeKnownCourses } from "../fake-known-courses.ts";

export const COURSE = "https://courses.example/one/course.json";
export const SERVER = "https://grader.example";
export const ada: Access = { token: "ada:secret", user: "ada", name: "Ada" };

export const course: Course = {
  url: COURSE,
  id: "one",
  title: "One",
  description: "",
  connect: [],
  notebooks: [],
  assignments: [],
  transport: { kind: "https", url: SERVER },
};

export function assignment(id: string, change: Partial<RemoteAssignment> = {}): RemoteAssignment {
  const file = { name: `${id}.py`, url: `${SERVER}/assignments/${id}/files/${id}.py`, bytes: null };
  return {
    id,
    name: `Homework ${id}`,
    cmid: null,
    due: null,
    opens: null,
    cutoff: null,
    files: [file],
    rules: NO_RULES,
    ...change,
  };
}

/** What goes wrong with a call, once. */
export type Trouble =
  | TransportFailure
  | "answer-lost"
  /** Until whoever asked gives up. */
  | "never"
  | { readonly wait: Promise<void> };

/** A server of the second protocol, which tells the digests of what it has. */
export class FakeServer {
  assignments: RemoteAssignment[] = [assignment("a")];
  readonly files = new Map<string, string>([["a.py", "handed = 1\n"]]);
  readonly stored: { assignment: string; user: string; digest: string; bytes: number }[] = [];
  readonly grades = new Map<string, RemoteGrade>();
  readonly trouble: Partial<Record<"list" | "status" | "submit" | "file", Trouble[]>> = {};
  /** Every call with whose token it was made. */
  readonly calls: string[] = [];
  isTokenGood = true;

  /** The transport to it, as the page opens it. */
  readonly transport: HttpsTransport = {
    kind: "https",
    host: "grader.example",
    list: (access, signal) => this.#answer("list", access, signal, () => this.assignments),
    file: (access, { name }, signal) =>
      this.#answer("file", access, signal, () => new Blob([this.files.get(name) ?? ""])),
    status: (access, { id }, _sent, signal) =>
      this.#answer("status", access, signal, () => this.#statusOf(id, access.user)),
    submit: (access, { id }, outgoing, signal) =>
      this.#answer("submit", access, signal, () => this.#store(id, access.user, outgoing)),
    signIn: async (token) => (token === ada.token ? ada : { failure: "signed-out", host: "grader.example" }),
    register: async (user) => ({ token: `${user}:secret`, user, name: user }),
    enter: async () => ({ failure: "signed-out", host: "grader.example" }),
  };

  async #answer<T>(
    step: keyof FakeServer["trouble"],
    access: Access,
    signal: AbortSignal,
    work: () => T,
  ): Promise<T | TransportFailure> {
    this.calls.push(`${step} ${access.user}`);
    const trouble = this.trouble[step]?.shift();
    if (trouble === "never") {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return { failure: "interrupted" };
    }
    if (typeof trouble === "object" && "failure" in trouble) return trouble;
    if (typeof trouble === "object") await trouble.wait;
    if (!this.isTokenGood) return { failure: "signed-out", host: "grader.example" };
    const done = work();
    return trouble === "answer-lost" ? { failure: "unreachable", host: "grader.example" } : done;
  }

  #store(id: string, user: string, { digest, content }: Outgoing): undefined {
    this.stored.push({ assignment: id, user, digest, bytes: content.size });
    return undefined;
  }

  #statusOf(id: string, user: string): RemoteStatus {
    const last = this.stored.findLast((one) => one.assignment === id && one.user === user);
    const file = last && { name: `${user}.py`, bytes: last.bytes, digest: last.digest };
    return {
      submission: file ? { state: "submitted", at: 5_000, files: [file] } : null,
      grade: this.grades.get(id) ?? null,
      closed: null,
    };
  }
}

export interface CourseWorld {
  readonly environment: FakeEnvironment;
  readonly server: FakeServer;
  readonly ports: CoursePorts;
  readonly queued: Map<string, Queued>;
  readonly receipts: Receipt[];
  readonly log: Activity[];
  readonly tokens: Map<string, Access>;
  readonly known: Map<string, KnownCourse>;
  readonly network: { online: boolean; comeBack(): void };
  /** The other tab that sends at this moment; null for none. */
  readonly lock: { holder: object | null };
}

export function createCourseWorld(): CourseWorld {
  const environment = createFakeEnvironment();
  const server = new FakeServer();
  const queued = new Map<string, Queued>();
  const receipts: Receipt[] = [];
  const log: Activity[] = [];
  const tokens = new Map<string, Access>();
  const known = new Map<string, KnownCourse>();
  const handouts = new Map<string, Handout>();
  const notes = new Map<string, ServerNote>();
  const listeners = new Set<() => void>();
  const lock: CourseWorld["lock"] = { holder: null };
  const network: CourseWorld["network"] = {
    online: true,
    comeBack() {
      for (const listener of listeners) listener();
    },
  };
  const name = (key: { course: string; notebook: string }) => JSON.stringify([key.course, key.notebook]);
  const tokenName = (key: { course: string; server: string }) => JSON.stringify([key.course, key.server]);
  const ports: CoursePorts = {
    ...environment,
    openTransport: () => server.transport,
    keyring: {
      canRemember: true,
      read: async (key) => {
        const access = tokens.get(tokenName(key));
        return access && { access, remembered: false };
      },
      async write(key, access) {
        tokens.set(tokenName(key), access);
        return undefined;
      },
      async remove(key) {
        tokens.delete(tokenName(key));
      },
      async removeAll() {
        tokens.clear();
      },
    },
    handouts: {
      read: async (key) => handouts.get(name(key)),
      async write(handout) {
        handouts.set(name(handout), handout);
        return undefined;
      },
      list: async (url) => [...handouts.values()].filter((one) => one.course === url),
    },
    submissions: {
      queued: async () => [...queued.values()],
      async add(one) {
        if (environment.writeFailure !== undefined) return environment.writeFailure;
        queued.set(one.id, one);
        return undefined;
      },
      async change(one) {
        if (queued.has(one.id)) queued.set(one.id, one);
        return undefined;
      },
      async remove(id) {
        queued.delete(id);
        return undefined;
      },
      async arrived(id, receipt) {
        queued.delete(id);
        receipts.unshift(receipt);
        return undefined;
      },
      receipts: async (url) => receipts.filter((one) => one.course === url),
    },
    notes: {
      read: async (url) => notes.get(url),
      async write(note) {
        notes.set(note.course, note);
        return undefined;
      },
      async remove(url) {
        notes.delete(url);
        return undefined;
      },
    },
    activity: {
      async add(line) {
        log.unshift(line);
      },
      list: async (url) => log.filter((line) => line.course === url),
    },
    known: fakeKnownCourses(known),
    connection: {
      isOnline: () => network.online,
      onReturn(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    async exclusively(_name, work) {
      if (lock.holder !== null) return undefined;
      lock.holder = {};
      const done = await work();
      lock.holder = null;
      return done;
    },
    random: () => 0.5,
  };
  return { environment, server, ports, queued, receipts, log, tokens, known, network, lock };
}

/** What has happened, oldest first. */
export function happened({ log }: CourseWorld): string[] {
  return log.toReversed().map(({ what }) => what.kind);
}

export async function aSubmission(change: Partial<Queued> = {}, source = "x = 1\n"): Promise<Queued> {
  return {
    id: "one",
    course: COURSE,
    kind: "https",
    server: SERVER,
    notebook: "a",
    assignment: assignment("a"),
    user: ada.user,
    filename: "a.py",
    content: new Blob([source]),
    digest: await digestOf(source),
    final: true,
    agreed: false,
    queuedAt: 1,
    tries: 0,
    nextTry: 0,
    before: null,
    trouble: null,
    ...change,
  };
}

/** Signed in with a token of an earlier visit. */
export function signIn({ tokens }: CourseWorld, access = ada): void {
  tokens.set(JSON.stringify([COURSE, SERVER]), access);
}

/** Digests are made in threads of Node's own, which take a moment of real time. */
export async function rest(): Promise<void> {
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await settle();
  }
}

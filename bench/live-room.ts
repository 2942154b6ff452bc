/** A real `workshop serve` and attendees who are as quick as their computers: one connection for events, one for keys. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { Agent, type ClientRequest, get, request } from "node:http";
import { isFailure } from "../src/core/failure.ts";
import type { Presence } from "../src/core/live/protocol.ts";
import { readKeys } from "../src/core/solutions/release.ts";
import type { Sealed } from "../src/core/solutions/sealed.ts";
import { unlock } from "../src/core/solutions/unlock.ts";
import { webCrypto } from "../src/core/solutions/web-crypto.ts";

export interface LiveRoom {
  readonly url: string;
  /** Resident memory of the server's process, in MB. */
  memory(): number;
  release(exercise: string): Promise<void>;
  close(): Promise<void>;
}

/** `command`: the command line as it is published. */
export function serveRoom(command: string, course: string): Promise<LiveRoom> {
  const child = spawn(process.execPath, [command, "serve", "--port", "0"], { cwd: course });
  const ended = new Promise((settle) => child.once("close", settle));
  return new Promise((settle, fail) => {
    let said = "";
    void ended.then(() => fail(new Error(`workshop serve ended: ${said}`)));
    child.stderr.on("data", (data) => {
      said += data;
    });
    child.stdout.on("data", (data) => {
      said += data;
      const url = /^Attendees: (\S+)$/m.exec(said)?.[1];
      const token = /#token=(\S+)$/m.exec(said)?.[1];
      if (url !== undefined && token !== undefined) settle(roomOf(child, ended, url, token));
    });
  });
}

function roomOf(child: ChildProcess, ended: Promise<unknown>, url: string, token: string): LiveRoom {
  return {
    url,
    memory: () => Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)])) / 1_024,
    async release(exercise) {
      const body = { kind: "release", notebook: "many", exercises: [exercise] };
      const status = await post(`${url}release`, body, { authorization: `Bearer ${token}` });
      if (status !== 200) throw new Error(`the release answers ${status}`);
    },
    async close() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export interface Attendee {
  /** Resolves when the server tells of a release. */
  told(): Promise<void>;
  /** Fetches the keys and opens the solution, as a page does. */
  open(exercise: string): Promise<void>;
  say(state: Presence["exercises"][number]["state"]): Promise<void>;
  leave(): void;
}

/** Resolves when it listens. `sealed`: the locked solutions, which a page has long since fetched and read. */
export function comeIn(url: string, number: number, sealed: Sealed): Promise<Attendee> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const waiting = new Set<() => void>();
  const hear = (text: string) => {
    if (!text.includes("event: released")) return;
    for (const settle of waiting) settle();
    waiting.clear();
  };
  return new Promise((settle, fail) => {
    const events: ClientRequest = get(`${url}events`, { agent: false }, (response) => {
      response.setEncoding("utf8").on("data", hear);
      response.once("data", () => settle(attendee));
      response.on("error", () => undefined);
    });
    events.on("error", fail);
    const attendee: Attendee = {
      told: () => new Promise((resolve) => waiting.add(() => resolve())),
      open: (exercise) => openSolution(url, exercise, sealed, agent),
      async say(state) {
        const exercises = [{ id: "Q1", state, runs: 3, hints: 1 }];
        const id = String(number).padStart(22, "a");
        const status = await post(`${url}presence`, { attendee: id, notebook: "many", exercises }, {}, agent);
        if (status !== 204) throw new Error(`the presence answers ${status}`);
      },
      leave() {
        events.destroy();
        agent.destroy();
      },
    };
  });
}

async function openSolution(url: string, exercise: string, sealed: Sealed, agent: Agent): Promise<void> {
  const keys = readKeys(await fetchText(`${url}notebooks/many/keys.json?t=1`, agent));
  if (isFailure(keys)) throw new Error("the keys cannot be read");
  const slot = { course: sealed.course, notebook: "many", exercise };
  const solution = await unlock(
    sealed,
    slot,
    { kind: "release", key: keys.get(exercise) ?? "" },
    webCrypto(),
  );
  if (isFailure(solution)) throw new Error(`${exercise} does not open`);
}

export function fetchText(url: string, agent?: Agent): Promise<string> {
  return new Promise((settle, fail) => {
    get(url, { agent: agent ?? false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (data) => {
        text += data;
      });
      response.on("end", () => settle(text));
    }).on("error", fail);
  });
}

function post(
  url: string,
  body: unknown,
  headers: Record<string, string>,
  agent?: Agent,
): Promise<number | undefined> {
  return new Promise((settle, fail) => {
    const all = { "content-type": "application/json", ...headers };
    request(url, { method: "POST", headers: all, agent: agent ?? false }, (response) => {
      response.resume().on("end", () => settle(response.statusCode));
    })
      .on("error", fail)
      .end(JSON.stringify(body));
  });
}

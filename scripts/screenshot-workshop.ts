/** The workshop of the screenshots: what `workshop new` begins, exported, and served live to a room of made-up people. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { EVENTS, PRESENCE, type Presence, RELEASE } from "../src/core/live/protocol.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export interface DemoWorkshop {
  readonly course: string;
  readonly site: string;
  remove(): Promise<void>;
}

export async function makeWorkshop(): Promise<DemoWorkshop> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-screenshots-"));
  const course = join(folder, "python-in-an-hour");
  await workshop("new", course);
  const config = join(course, "course.toml");
  const text = await readFile(config, "utf8");
  await writeFile(config, text.replace(/^title = .*$/m, 'title = "Python in an hour"'));
  await workshop("export", course, "--no-validate");
  return { course, site: join(course, "site"), remove: () => rm(folder, { recursive: true }) };
}

export interface LiveRoom {
  /** The cockpit's address, with its token. */
  readonly cockpit: string;
  close(): void;
}

/** Serves it, releases Q1, and lets two dozen people say how far they are. */
export async function openRoom({ site }: DemoWorkshop): Promise<LiveRoom> {
  const child = start("serve", site, "--port", "0", "--join", "https://workshop.example/");
  const cockpit = await new Promise<string>((settle, fail) => {
    let said = "";
    child.on("close", () => fail(new Error("workshop serve has ended")));
    child.stdout?.on("data", (data) => {
      said += data;
      const found = /^Cockpit: (\S+)$/m.exec(said)?.[1];
      if (found !== undefined) settle(found);
    });
  });
  const post = async (path: string, body: object, headers: Record<string, string> = {}): Promise<void> => {
    const answer = await fetch(new URL(path, cockpit), {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  };
  const authorization = `Bearer ${new URL(cockpit).hash.replace("#token=", "")}`;
  await post(RELEASE, { kind: "release", notebook: "intro", exercises: ["Q1"] }, { authorization });
  const leave = new AbortController();
  for (let number = 0; number < 26; number++) {
    await fetch(new URL(EVENTS, cockpit), { signal: leave.signal });
    if (number < 24) await post(PRESENCE, presenceOf(number));
  }
  return {
    cockpit,
    close() {
      leave.abort();
      child.kill("SIGTERM");
    },
  };
}

function presenceOf(number: number): Presence {
  const first = number < 17 ? "passed" : number < 21 ? "open" : number < 23 ? "in-progress" : "to-do";
  const second = number < 6 ? "passed" : number < 15 ? "in-progress" : "to-do";
  const tried = second === "in-progress" ? 1 + ((5 * number) % 9) : 0;
  return {
    attendee: String(number).padStart(22, "a"),
    notebook: "intro",
    exercises: [
      { id: "Q1", state: first, runs: 0, hints: 0 },
      { id: "Q2", state: second, runs: tried, hints: tried % 3 },
    ],
  };
}

export function start(...parameters: string[]) {
  const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
  const words = [tsx, join(root, "workshop", "cli.ts"), ...parameters];
  return spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
}

export function workshop(...parameters: string[]): Promise<void> {
  return new Promise((settle, fail) => {
    const child = start(...parameters);
    child.stdout?.resume();
    child
      .on("error", fail)
      .on("close", (code) => (code === 0 ? settle() : fail(new Error(`workshop ${parameters.join(" ")}`))));
  });
}

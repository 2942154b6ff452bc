/** Figures of `workshop encrypt` and of `workshop serve`, both as the processes that are published. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildCommandLine } from "../scripts/command-line.ts";
import { isFailure } from "../src/core/failure.ts";
import { readSealed } from "../src/core/solutions/sealed.ts";
import { type Attendee, comeIn, fetchText, type LiveRoom, serveRoom } from "./live-room.ts";

export interface LiveFigures {
  /** Milliseconds of the whole process. */
  readonly seal: readonly number[];
  /** Milliseconds from pressing to the opened solution, of the 190th of 200, each of another release. */
  readonly release: readonly number[];
  /** Bytes of one question for keys that finds nothing new. */
  readonly nothingNew: number;
  /** MB, the most that was seen. */
  readonly memory: number;
  /** Of 500 attendees, those that heard of the release. */
  readonly heard: number;
}

const EXERCISES = 100;

export async function liveFigures(rounds: number): Promise<LiveFigures> {
  const command = join(await buildCommandLine(), "cli.mjs");
  const course = await mkdtemp(join(tmpdir(), "atelier-bench-"));
  try {
    await writeFile(join(course, "many.py"), notebook(EXERCISES));
    const seal = Array.from({ length: rounds }, () => encrypt(command, course));
    const release = await releases(command, course, rounds);
    return { seal, release, ...(await crowd(command, course)) };
  } finally {
    await rm(course, { recursive: true });
  }
}

/** Two hundred open pages on the machine that serves them, which is the hardest case: they share its processor. */
async function releases(command: string, course: string, rounds: number): Promise<number[]> {
  const room = await serveRoom(command, course);
  const attendees = await gather(room, course, 200);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round++) times.push(await releaseTo(room, attendees, `Q${round}`));
  for (const attendee of attendees) attendee.leave();
  await room.close();
  return times;
}

async function releaseTo(room: LiveRoom, attendees: readonly Attendee[], exercise: string): Promise<number> {
  const begun = performance.now();
  const opened = attendees.map(async (attendee) => {
    await attendee.told();
    await attendee.open(exercise);
    return performance.now() - begun;
  });
  await room.release(exercise);
  const times = (await Promise.all(opened)).sort((one, other) => one - other);
  return times[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
}

/** Five hundred attendees who all say how far they are, twice, and hear of a release. */
async function crowd(command: string, course: string) {
  const room = await serveRoom(command, course);
  const attendees = await gather(room, course, 500);
  const samples = [room.memory()];
  for (const state of ["in-progress", "passed"] as const) {
    await Promise.all(attendees.map((attendee) => attendee.say(state)));
    samples.push(room.memory());
  }
  let heard = 0;
  const told = attendees.map((attendee) => attendee.told().then(() => heard++));
  await room.release("Q99");
  await Promise.race([Promise.all(told), new Promise((settle) => setTimeout(settle, 10_000))]);
  samples.push(room.memory());
  const nothingNew = await bytesOfNothingNew(new URL(room.url));
  for (const attendee of attendees) attendee.leave();
  await room.close();
  return { heard, nothingNew, memory: Math.max(...samples) };
}

async function gather(room: LiveRoom, course: string, count: number): Promise<Attendee[]> {
  const sealed = readSealed(await readFile(join(course, "site/notebooks/many/sealed.json"), "utf8"));
  if (isFailure(sealed)) throw new Error("the workshop cannot be read");
  // What a page fetches when it opens is part of what the server's memory has seen.
  return Promise.all(
    Array.from({ length: count }, async (_, number) => {
      await fetchText(`${room.url}notebooks/many/sealed.json`);
      return comeIn(room.url, number, sealed);
    }),
  );
}

async function bytesOfNothingNew({ hostname, port, host }: URL): Promise<number> {
  const ask = (etag: string) =>
    new Promise<string>((settle, fail) => {
      let answer = "";
      const head = `GET /notebooks/many/keys.json?t=1 HTTP/1.1\r\nHost: ${host}\r\nIf-None-Match: ${etag}\r\n`;
      const socket = connect(Number(port), hostname, () => socket.write(`${head}Connection: close\r\n\r\n`));
      socket.setEncoding("utf8").on("data", (data) => {
        answer += data;
      });
      socket.on("error", fail).on("close", () => settle(answer));
    });
  const etag = /^etag: (.*)\r$/m.exec(await ask('"none"'))?.[1] ?? "";
  const answer = await ask(etag);
  if (!answer.startsWith("HTTP/1.1 304 ")) throw new Error("the server has something new to say");
  return Buffer.byteLength(answer);
}

function encrypt(command: string, course: string): number {
  const begun = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [command, "encrypt", "many.py"], {
    cwd: course,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`workshop encrypt failed: ${stderr}`);
  return performance.now() - begun;
}

function notebook(exercises: number): string {
  const ids = Array.from({ length: exercises }, (_, index) => `Q${index + 1}`);
  return `import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from mograder.runtime import check

    # === MOGRADER: EXERCISES ===
    _exercises = ${JSON.stringify(ids)}
    return check, mo

${ids.map(cells).join("")}
if __name__ == "__main__":
    app.run()
`;
}

function cells(id: string): string {
  const name = `answer_${id}`;
  return `
@app.cell
def _():
    ${name} = None
    ### BEGIN SOLUTION
    ${name} = sum(k ** 2 for k in range(100))  # the solution of ${id}
    ### END SOLUTION
    return (${name},)


@app.cell
def _(check, mo, ${name}):
    mo.stop(${name} is None, check("${id}: A sum", []))
    check("${id}: A sum", [(${name} == 328350, "not yet")])
    return

`;
}

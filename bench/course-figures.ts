/** Figures of `workshop serve-course`, the process that is published, beside mograder's own server where that can do the same. */
import { createHmac, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildCommandLine } from "../scripts/command-line.ts";
import { serveMograder } from "../test/support/mograder.ts";
import { startCourseServer, submit, type Work } from "./course-server.ts";

export interface CourseFigures {
  /** Milliseconds until each of 100 students who come at once with 100 KB has an answer; whoever is turned away tries again. */
  readonly crowd: Both;
  /** How many of them were turned away at their first try. */
  readonly turnedAway: Both;
  /** Of submissions that were acknowledged by servers that were killed: how many are missing, broken, or there twice. */
  readonly killed: number;
  /** MB, the most that was seen. */
  readonly memory: number;
}

interface Both {
  readonly atelier: readonly number[];
  readonly mograder: readonly number[];
}

const STUDENTS = 100;
const SECRET = "bench";

export async function courseFigures(rounds: number): Promise<CourseFigures> {
  const command = join(await buildCommandLine(), "cli.mjs");
  const top = await mkdtemp(join(tmpdir(), "atelier-bench-"));
  try {
    return {
      ...(await crowds(command, top, rounds)),
      killed: await killed(command, await newCourse(top, "killed")),
      memory: await slowCrowd(command, await newCourse(top, "slow")),
    };
  } finally {
    await rm(top, { recursive: true });
  }
}

async function newCourse(top: string, name: string): Promise<string> {
  const course = join(top, name);
  await mkdir(join(course, "hw1/files"), { recursive: true });
  await writeFile(join(course, "hw1/files/hw1.py"), "import marimo\n");
  await writeFile(join(course, ".mograder-secret"), `${SECRET}\n`, { mode: 0o600 });
  return course;
}

/** A file of its own for each student. */
function worksOf(round: string, bytes: number): Work[] {
  return Array.from({ length: STUDENTS }, (_, number) => {
    const user = `${round}-${number}`;
    const token = `${user}:${createHmac("sha256", SECRET).update(user).digest("hex")}`;
    return { user, token, content: randomBytes(bytes) };
  });
}

/** In turns; every submission is looked for on the disk. */
async function crowds(command: string, top: string, rounds: number) {
  const [ours, theirs] = [await newCourse(top, "ours"), await newCourse(top, "theirs")];
  const server = await startCourseServer(command, ours);
  const mograder = await serveMograder(theirs);
  const all = { atelier: [] as Crowd[], mograder: [] as Crowd[] };
  try {
    for (let round = 0; round < rounds; round++) {
      const works = worksOf(`round${round}`, 100_000);
      all.atelier.push(await crowd(server.url, works));
      if ((await countWrong(ours, works)) > 0) throw new Error("workshop serve-course lost submissions");
      all.mograder.push(await crowd(`${mograder.url}/`, works));
    }
  } finally {
    await server.end("SIGTERM");
    await mograder.close();
  }
  const each = (value: (one: Crowd) => number) => ({
    atelier: all.atelier.map(value),
    mograder: all.mograder.map(value),
  });
  return { crowd: each(({ time }) => time), turnedAway: each(({ turnedAway }) => turnedAway) };
}

interface Crowd {
  readonly time: number;
  readonly turnedAway: number;
}

async function crowd(url: string, works: readonly Work[]): Promise<Crowd> {
  const begun = performance.now();
  const tries = await Promise.all(works.map((work) => insist(url, work)));
  return { time: performance.now() - begun, turnedAway: tries.filter((count) => count > 1).length };
}

/** Until it is taken; resolves with the number of tries. */
async function insist(url: string, work: Work): Promise<number> {
  for (let count = 1; ; count += 1) {
    if ((await submit(url, work).catch(() => "no answer")) === 200) return count;
    await pause(50);
  }
}

/** Submissions that are not there, not as they were sent, or there more than once. */
async function countWrong(course: string, works: readonly Work[]): Promise<number> {
  const names = await readdir(join(course, "hw1"));
  let wrong = 0;
  for (const { user, content } of works) {
    const versions = names.filter(
      (name) => name.replace(/_\d{8}T\d{6}\.py$/, ".py") === `${user}.py` && name !== `${user}.py`,
    );
    const latest = await readFile(join(course, "hw1", `${user}.py`)).catch(() => Buffer.alloc(0));
    if (versions.length !== 1 || !latest.equals(content)) wrong += 1;
  }
  return wrong;
}

/** Five times in the middle of a crowd that tries again until it is answered. */
async function killed(command: string, course: string): Promise<number> {
  let server = await startCourseServer(command, course);
  const { url } = server;
  const works = Array.from({ length: 5 }, (_, round) => worksOf(`round${round}`, 100_000)).flat();
  let answered = 0;
  const count = (work: Work) => insist(url, work).then(() => answered++);
  let lost = 0;
  for (let round = 0; round < 5; round++) {
    const before = answered;
    const all = Promise.all(works.slice(round * STUDENTS, (round + 1) * STUDENTS).map(count));
    while (answered < before + 10) await pause(1);
    await server.end("SIGKILL");
    if (answered === before + STUDENTS) throw new Error("the server was killed too late");
    server = await startCourseServer(command, course, new URL(url).port);
    await all;
    lost = await countWrong(course, works.slice(0, (round + 1) * STUDENTS));
  }
  await server.end("SIGTERM");
  return lost;
}

/** Five megabytes from everybody, over some ten seconds. */
async function slowCrowd(command: string, course: string): Promise<number> {
  const server = await startCourseServer(command, course);
  const works = worksOf("slow", 5_000_000);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, server.memory());
  }, 200);
  const statuses = await Promise.all(
    works.map((work) => submit(server.url, work, { pieces: 100, every: 100 })),
  );
  clearInterval(watch);
  await server.end("SIGTERM");
  if (statuses.some((status) => status !== 200)) throw new Error("a slow client was turned away");
  if ((await countWrong(course, works)) > 0) throw new Error("slow submissions were lost");
  return most;
}

/** The course of the screenshots: two notebooks of the demo as assignments, exported, with a course's server of its own. */
import type { ChildProcess } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { start, workshop } from "./screenshot-workshop.ts";

const demo = join(dirname(dirname(fileURLToPath(import.meta.url))), "public", "demo");
const DAY = 86_400;

export interface DemoCourse {
  readonly site: string;
  /** What students register with. */
  readonly code: string;
  /** Marks what `user` has submitted for the first assignment. */
  grade(user: string): Promise<void>;
  close(): Promise<void>;
}

export async function makeCourse(): Promise<DemoCourse> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-screenshots-"));
  const [source, submissions, release] = ["source", "submissions", "release"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  for (const one of [source, submissions, join(release, "week-3")]) await mkdir(one, { recursive: true });
  await copyFile(join(demo, "first-steps.py"), join(source, "week-1.py"));
  await copyFile(join(demo, "assignment.py"), join(source, "week-2.py"));
  await copyFile(join(demo, "assignment", "files", "tide.csv"), join(source, "tide.csv"));
  await copyFile(join(demo, "assignment.py"), join(release, "week-3", "week-3.py"));
  const code = "tide table";
  const parameters = ["--release-dir", release, "--port", "0", "--enrollment-code", code];
  const server = start("serve-course", submissions, ...parameters);
  const url = await addressOf(server);
  await writeFile(join(folder, "course.toml"), configOf(url));
  await workshop("export", folder, "--no-validate");
  return {
    site: join(folder, "site"),
    code,
    async grade(user) {
      const marks = [{ username: user, grade: 9, feedback: "Well done. Say in words what Q2 means." }];
      await writeFile(join(submissions, "week-1", "grades.json"), JSON.stringify(marks));
    },
    async close() {
      server.kill("SIGTERM");
      await rm(folder, { recursive: true });
    },
  };
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((settle, fail) => {
    let said = "";
    server.on("close", () => fail(new Error("workshop serve-course has ended")));
    server.stderr?.resume();
    server.stdout?.on("data", (data) => {
      said += data;
      const found = /^Course server: (\S+)$/m.exec(said)?.[1];
      if (found !== undefined) settle(found);
    });
  });
}

function configOf(url: string): string {
  const now = Math.floor(Date.now() / (1_000 * 3_600)) * 3_600;
  const assignment = (id: string, name: string, due: number) =>
    `[[assignments]]\nid = "${id}"\nname = "${name}"\nduedate = ${due}\n`;
  return [
    'id = "numerics"\ntitle = "Numerical methods"\ndescription = "Twelve weeks, from roots to waves."\n',
    `[https]\nurl = "${url}"\n`,
    assignment("week-1", "Week 1: First steps", now - 6 * DAY),
    assignment("week-2", "Week 2: Roots", now + DAY),
    assignment("week-3", "Week 3: Splines", now + 8 * DAY),
  ].join("\n");
}

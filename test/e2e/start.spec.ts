/** `npm start` and `npm test` as a person or a script meets them at a terminal (docs/interfaces.md). */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const root = fileURLToPath(new URL("../..", import.meta.url));

// Where the sources changed since the last build, a start makes Python anew.
test.setTimeout(300_000);

interface Running {
  child: ChildProcess;
  /** All that it has printed so far. */
  output: () => string;
  /** Its exit code, once it and its output have ended. */
  ended: Promise<number | null>;
}

function npm(parameters: string[], port: string): Running {
  const env = { ...process.env, PORT: port };
  const child = spawn("npm", parameters, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk;
    });
  }
  return { child, output: () => text, ended: once(child, "close").then(([code]) => code) };
}

test("npm start prints its address as the last line, and SIGTERM ends it with 0", async () => {
  const { child, output, ended } = npm(["start"], "0");
  await expect.poll(output, { timeout: 240_000 }).toMatch(/^Atelier: http:\/\/127\.0\.0\.1:\d+\/\n$/m);
  const address = /Atelier: (\S+)\n$/.exec(output())?.[1] ?? "";
  const courses = await fetch(new URL("courses.json", address));
  expect(await courses.json()).toEqual({ courses: ["demo/course.json", "demo/workshop/course.json"] });

  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
});

test("a taken port is one sentence and exit code 3", async ({ baseURL }) => {
  const port = new URL(baseURL ?? "").port;
  const { output, ended } = npm(["start", "--silent"], port);
  expect(await ended).toBe(3);
  expect(output()).toContain(`Port ${port} is taken by another program`);
});

test("a port that is none and a test stage that is none are refused as wrong usage", async () => {
  const start = npm(["start", "--silent"], "high");
  expect(await start.ended).toBe(2);
  expect(start.output()).toContain('PORT is "high", which is not a port number.');

  const tests = npm(["test", "--silent", "--", "everything"], "0");
  expect(await tests.ended).toBe(2);
  expect(tests.output()).toContain('There is no test stage "everything"');
});

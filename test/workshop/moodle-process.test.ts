/** `workshop moodle login` as a real process: at a terminal, and with what comes down a pipe. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startMoodle } from "../support/moodle/moodle.ts";

const cli = fileURLToPath(new URL("../../workshop/cli.ts", import.meta.url));
const password = "Correct-horse1";

/** What is said goes into one text, in its order; `answers` are typed when their question is there. */
async function run(program: string, words: readonly string[], answers: readonly [string, string][]) {
  const moodle = await startMoodle();
  onTestFinished(moodle.close);
  const home = mkdtempSync(join(tmpdir(), "atelier-login-"));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: home,
    MOGRADER_MOODLE_URL: moodle.url,
    MOGRADER_MOODLE_TOKEN: "",
  };
  const child = spawn(program, words, { cwd: home, env });
  const left = [...answers];
  let said = "";
  const hear = (data: Buffer) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are steered by them.
    said += data.toString().replace(/\u001b\[[\d;]*[A-Za-z]/g, "");
    const [next] = left;
    if (next === undefined || !said.endsWith(next[0])) return;
    left.shift();
    child.stdin.write(next[1]);
  };
  onTestFinished(() => void child.kill());
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  if (answers.length === 0) child.stdin.end(`student1\n${password}\n`);
  const code = await new Promise<number | null>((settle, fail) => {
    child.on("error", fail);
    child.on("close", settle);
  });
  return { code, said, moodle, tokens: () => readFileSync(join(home, "atelier", "tokens.json"), "utf8") };
}

const login = [process.execPath, "--import", import.meta.resolve("tsx"), cli, "moodle", "login"] as const;
/** `script` of util-linux gives the process a terminal. */
const atTerminal = ["-qec", login.map((word) => `'${word}'`).join(" "), "/dev/null"];

test("two lines down a pipe", async () => {
  const [program, ...words] = login;
  const { code, said, moodle, tokens } = await run(program, words, []);
  const { host } = new URL(moodle.url);
  expect([code, said]).toEqual([0, `Signed in to ${host} as Stu Dent.\n`]);
  expect(tokens()).toContain([...moodle.state.tokens.keys()][0]);
});

test("a terminal shows the name that is typed, and not the password", async () => {
  const { code, said, tokens } = await run("script", atTerminal, [
    [": ", "student1\r"],
    ["Password: ", `${password}\r`],
  ]);
  expect(code).toBe(0);
  expect(said).toMatch(/User name at [\s\S]*student1[\s\S]*Password: [\s\S]*Signed in to /);
  expect(said).not.toContain(password);
  expect(said).not.toContain("Correct");
  expect(tokens()).toContain("student1");
});

test("Ctrl-C at a question ends it, and nothing is kept", async () => {
  const { code, said, moodle, tokens } = await run("script", atTerminal, [
    [": ", "student1\r"],
    ["Password: ", "Corr\u0003"],
  ]);
  expect(code).toBe(130);
  expect(said).toContain("Interrupted");
  expect(said).not.toContain("Corr");
  expect(moodle.state.tokens.size).toBe(0);
  expect(tokens).toThrow("ENOENT");
});

/** `workshop serve-course` on a small course of its own: inside of the test's process, or as a process that can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { openCourseFolder } from "../../../workshop/serve-course/course-folder.ts";
import { loadOrMakeSecret } from "../../../workshop/serve-course/secret.ts";
import { type ServeCourseOptions, serveCourse } from "../../../workshop/serve-course/serve-course.ts";
import { INSTRUCTOR, makeToken } from "../../../workshop/serve-course/tokens.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

export const CODE = "open sesame";

const cli = fileURLToPath(new URL("../../../workshop/cli.ts", import.meta.url));

/** An empty course with the assignment `hw1`. */
export function smallCourse(): Terminal {
  const terminal = openTerminal();
  terminal.write("hw1/files/hw1.py", "import marimo\n");
  return terminal;
}

/** Requests to a course's server as people with tokens make them. `url`: with or without a slash at the end. */
export function asking(url: string, secret: string) {
  const base = url.replace(/\/$/, "");
  const bearer = (user: string | undefined): Record<string, string> =>
    user === undefined ? {} : { authorization: `Bearer ${makeToken(secret, user)}` };
  /** Undefined: without a token. */
  const get = (path: string, user?: string, headers: Record<string, string> = {}) =>
    fetch(base + path, { headers: { ...bearer(user), ...headers } });
  const post = (path: string, body: BodyInit, user?: string, headers: Record<string, string> = {}) =>
    fetch(base + path, { method: "POST", body, headers: { ...bearer(user), ...headers } });
  return {
    url: base,
    port: Number(new URL(base).port),
    bearer,
    get,
    post,
    json: async (path: string, user?: string): Promise<unknown> => (await get(path, user)).json(),
    /** As forms send it. */
    submit: (content: BlobPart, user: string, assignment = "hw1", caller = user) => {
      const form = new FormData();
      form.append("file", new Blob([content]), "notebook.py");
      return post(`/assignments/${assignment}/submit?user=${user}`, form, caller);
    },
    register: (user: unknown, code: unknown = CODE) =>
      post("/register", JSON.stringify({ user, enrollment_code: code })),
  };
}

/** Inside of this process. Ends when the test does. `folder`: the course's, when it is one within the terminal's. */
export async function openCourseServer(
  terminal: Terminal = smallCourse(),
  {
    folder = ".",
    releaseDir,
    ...options
  }: Partial<ServeCourseOptions> & { readonly folder?: string; readonly releaseDir?: string } = {},
) {
  const effects = terminal.effects();
  const lines: string[] = [];
  const told: string[] = [];
  const secret = await loadOrMakeSecret(terminal.path(folder), effects);
  const served = await serveCourse({
    course: await openCourseFolder(folder, releaseDir, effects.cwd),
    port: 0,
    host: "127.0.0.1",
    tls: undefined,
    secret,
    code: CODE,
    most: 1_000_000,
    log: (line) => lines.push(line),
    tell: (text) => told.push(text),
    ...options,
  });
  onTestFinished(() => served.finish());
  return {
    ...asking(served.urls[0] ?? "", secret),
    served,
    secret,
    terminal,
    lines,
    told,
    instructor: INSTRUCTOR,
  };
}

export interface CourseProcess {
  /** With a slash at the end, as it is printed. */
  readonly url: string;
  /** All of both outputs so far. */
  said(): string;
  /** Resolves with the exit code when the process has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Resolves when it listens. `script`: for `sh`, ends in the server as `"$0" "$@"`, in the course's folder. */
export function startCourseProcess(
  terminal: Terminal,
  words: readonly string[],
  script = 'exec "$0" "$@"',
): Promise<CourseProcess> {
  const server = [process.execPath, "--import", import.meta.resolve("tsx"), cli, "serve-course"];
  const child = spawn("sh", ["-c", script, ...server, ...words], {
    cwd: terminal.folder,
    env: { ...process.env, PORT: "", MOGRADER_ENROLLMENT_CODE: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return whenListening(child);
}

function whenListening(child: ChildProcess): Promise<CourseProcess> {
  let said = "";
  const ended = new Promise<number | null>((settle) => child.on("close", settle));
  return new Promise((settle, fail) => {
    void ended.then((code) => fail(new Error(`ended with ${code}: ${said}`)));
    const hear = (data: Buffer) => {
      said += data;
      const url = /^Course server: (\S+)\n/m.exec(said)?.[1];
      if (url === undefined) return;
      settle({
        url,
        said: () => said,
        end(signal) {
          child.kill(signal);
          return ended;
        },
      });
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
  });
}

/** A real `workshop serve-course`, and students who submit to it or to mograder's own server. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

export interface CourseServer {
  /** With a slash at the end. */
  readonly url: string;
  /** Resident memory of the server's process, in MB. */
  memory(): number;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** `command`: the command line as it is published. */
export function startCourseServer(command: string, course: string, port = "0"): Promise<CourseServer> {
  const words = [command, "serve-course", course, "--port", port, "--log", `${course}/requests.log`];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  // Also when a figure fails.
  process.once("exit", () => child.kill("SIGKILL"));
  const ended = new Promise<void>((settle) => child.once("close", () => settle()));
  return new Promise((settle, fail) => {
    let said = "";
    void ended.then(() => fail(new Error(`workshop serve-course ended: ${said}`)));
    const hear = (data: Buffer) => {
      said += data;
      const url = /^Course server: (\S+)$/m.exec(said)?.[1];
      if (url !== undefined) settle(serverOf(child, ended, url));
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
  });
}

function serverOf(child: ChildProcess, ended: Promise<void>, url: string): CourseServer {
  return {
    url,
    memory: () => Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)])) / 1_024,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

export interface Work {
  readonly user: string;
  readonly token: string;
  readonly content: Buffer;
}

/** How fast it is sent: as fast as it goes, or in so many pieces with so many milliseconds between them. */
export type Pace = "at once" | { readonly pieces: number; readonly every: number };

/** One try, on a connection of its own, as a form sends it. Resolves with the status; rejects when the connection fails. */
export async function submit(
  url: string,
  { user, token, content }: Work,
  pace: Pace = "at once",
): Promise<number> {
  const before = `--b\r\nContent-Disposition: form-data; name="file"; filename="${user}.py"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(before), content, Buffer.from("\r\n--b--\r\n")]);
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "multipart/form-data; boundary=b",
    "content-length": body.length,
  };
  const address = new URL(`assignments/hw1/submit?user=${user}`, url);
  const sent = request(address, { method: "POST", agent: false, headers });
  const answered = new Promise<number>((settle, fail) => {
    sent.on("response", (response) => {
      response.resume();
      response.on("end", () => settle(response.statusCode ?? 0));
      response.on("error", fail);
    });
    sent.on("error", fail);
  });
  if (pace !== "at once") {
    const length = Math.ceil(body.length / pace.pieces);
    for (let at = 0; at < body.length; at += length) {
      sent.write(body.subarray(at, at + length));
      await pause(pace.every);
    }
    sent.end();
  } else sent.end(body);
  return answered;
}

/** A workshop that was exported by the command line, and `workshop serve` on it: both are real processes. */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { notebook } from "../../workshop/support/notebooks.ts";

const cli = fileURLToPath(new URL("../../../workshop/cli.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

export interface Serving {
  /** Where attendees go, with a slash at the end. */
  readonly url: string;
  /** With its token. */
  readonly cockpit: string;
  readonly token: string;
  readonly port: number;
  /** Ends the process, and resolves when it has ended. */
  stop(): Promise<void>;
}

export interface LiveWorkshop {
  /** The folder that a static host would have. */
  readonly site: string;
  /** The solved notebook. */
  readonly source: string;
  /** Runs a command of the instructor in the course's folder. */
  run(...words: string[]): Promise<void>;
  /** At any port unless told. */
  serve(port?: number): Promise<Serving>;
  close(): Promise<void>;
}

/** What somebody may write into a title. */
export const hostileTitle = "<img src=x onerror=document.title='owned'>";

/** Q1 asks for `total`, Q2 for `roots`, Q3 for `answer`; all open by release alone. */
export async function makeWorkshop(): Promise<LiveWorkshop> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-live-"));
  const q3 = { id: "Q3", solution: ["answer = 'the answer to everything'"] };
  const q1 = { id: "Q1", variable: "total", solution: ["total = sum(range(1, 101))"] };
  const q2 = { id: "Q2", variable: "roots", solution: ["roots = sorted([3, -2])"] };
  const source = join(folder, "source", "intro.py");
  await mkdir(join(folder, "source"));
  await writeFile(source, notebook([q1, q2, q3]).replaceAll("Title of Q3", hostileTitle));
  await writeFile(join(folder, "course.toml"), `id = "live"\ntitle = "Live ${hostileTitle}"\n`);
  await run(folder, "export", ".", "--no-validate");
  const open = new Set<Serving>();
  return {
    site: join(folder, "site"),
    source,
    run: (...words) => run(folder, ...words),
    async serve(port = 0) {
      const serving = await serve(folder, port);
      open.add(serving);
      return serving;
    },
    async close() {
      await Promise.all([...open].map((serving) => serving.stop()));
      await rm(folder, { recursive: true });
    },
  };
}

function start(folder: string, ...words: string[]) {
  return spawn(process.execPath, ["--import", tsx, cli, ...words], { cwd: folder });
}

function run(folder: string, ...words: string[]): Promise<void> {
  const child = start(folder, ...words);
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  child.stdout.resume();
  return new Promise((settle, fail) => {
    child.on("close", (code) => (code === 0 ? settle() : fail(new Error(said))));
  });
}

function serve(folder: string, port: number): Promise<Serving> {
  const child = start(folder, "serve", "--port", String(port));
  const ended = new Promise<number | null>((settle) => child.on("close", settle));
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  return new Promise((settle, fail) => {
    void ended.then((code) => fail(new Error(`ended with ${code}: ${said}`)));
    child.stdout.on("data", (data) => {
      said += data;
      const url = /^Attendees: (\S+)$/m.exec(said)?.[1];
      const cockpit = /^Cockpit: (\S+)$/m.exec(said)?.[1];
      if (url === undefined || cockpit === undefined) return;
      settle({
        url,
        cockpit,
        token: new URL(cockpit).hash.replace("#token=", ""),
        port: Number(new URL(url).port),
        async stop() {
          child.kill("SIGTERM");
          await ended;
        },
      });
    });
  });
}

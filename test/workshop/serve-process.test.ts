/** `workshop serve` as a process: what it prints, how it ends, and over TLS. */
import { spawn } from "node:child_process";
import { get } from "node:https";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeCertificate } from "./support/certificate.ts";
import { listen } from "./support/event-source.ts";
import { exportedCourse } from "./support/serving.ts";
import { openTerminal, type Terminal } from "./support/terminal.ts";

const cli = fileURLToPath(new URL("../../workshop/cli.ts", import.meta.url));

interface Serving {
  readonly attendees: string;
  readonly cockpit: URL;
  readonly said: () => string;
  /** Sends the signal; resolves when the process has ended. */
  end(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly after: number }>;
}

/** Resolves when the cockpit's address is printed. */
function serve(terminal: Terminal, ...words: string[]): Promise<Serving> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), cli, "serve", ...words], {
    cwd: terminal.folder,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let said = "";
  const ended = new Promise<number | null>((settle) => child.on("close", settle));
  child.stderr.on("data", (data) => {
    said += data;
  });
  return new Promise((settle, fail) => {
    void ended.then((code) => fail(new Error(`ended with ${code}: ${said}`)));
    child.stdout.on("data", (data) => {
      out += data;
      said += data;
      const attendees = /^Attendees: (\S+)$/m.exec(out)?.[1];
      const cockpit = /^Cockpit: (\S+)$/m.exec(out)?.[1];
      if (attendees === undefined || cockpit === undefined) return;
      settle({
        attendees,
        cockpit: new URL(cockpit),
        said: () => said,
        async end(signal) {
          const begun = performance.now();
          child.kill(signal);
          return { code: await ended, after: performance.now() - begun };
        },
      });
    });
  });
}

describe("the process", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s ends it with 0 within a second, with streams open",
    async (signal) => {
      const serving = await serve(await exportedCourse(), "--port", "0");
      expect(serving.attendees).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      expect(serving.cockpit.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/cockpit\.html#token=[\w-]{43}$/);
      const page = await listen(`${serving.attendees}events`);
      const token = serving.cockpit.hash.replace("#token=", "");
      const release = await fetch(`${serving.attendees}release`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ kind: "release", notebook: "intro", after: 3_600 }),
      });
      expect(release.status).toBe(200);
      const { code, after } = await serving.end(signal);
      expect(code).toBe(0);
      expect(after).toBeLessThan(1_000);
      await page.ended;
      // Nothing of who asked for what, and the token once.
      expect(serving.said().split(token)).toHaveLength(2);
      expect(serving.said().trim().split("\n")).toHaveLength(2);
    },
  );

  test("a kill in the middle loses no release", async () => {
    const terminal = await exportedCourse();
    const serving = await serve(terminal, "--port", "0");
    const page = await listen(`${serving.attendees}events`);
    const token = serving.cockpit.hash.replace("#token=", "");
    await fetch(`${serving.attendees}release`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ kind: "release", notebook: "intro", exercises: ["Q1"] }),
    });
    await page.next(({ name }) => name === "released");
    await serving.end("SIGKILL");
    expect(Object.keys(terminal.json("site/notebooks/intro/keys.json") as object)).toEqual(["Q1"]);
    const again = await serve(terminal, "--port", "0");
    const keys = await fetch(`${again.attendees}notebooks/intro/keys.json`);
    expect(Object.keys((await keys.json()) as object)).toEqual(["Q1"]);
  });
});

describe("the command line", () => {
  const now = { signal: AbortSignal.abort() };

  test("says in one sentence that a port is taken, and ends with 3", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await new Promise((settle) => other.once("listening", settle));
    const address = other.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const terminal = await exportedCourse();
    const ended = await terminal.runWith({}, "serve", "--port", String(port));
    expect(ended).toEqual({
      code: 3,
      out: "",
      err: `Port ${port} is taken by another program: end that one, or choose a port with --port 8081.`,
    });
  });

  test.each([
    [["--port", "http"], 2, /no port/],
    [["--port", "70000"], 2, /no port/],
    [["--cert", "cert.pem"], 2, /give both/],
    [["--cert", "no.pem", "--key", "no.pem"], 1, /^no\.pem: This file cannot be read/],
    [["--cert", "course.toml", "--key", "course.toml"], 1, /not in PEM/],
    [["--join", "workshop.example"], 2, /no address/],
    [["--host", "192.0.2.77"], 3, /This machine has no address 192\.0\.2\.77/],
    [["--private", "site/private"], 2, /lies inside site/],
    [["nothing-here"], 1, /There is no workshop here/],
  ] as const)("%j ends with %d", async (words, code, message) => {
    const terminal = await exportedCourse();
    const ended = await terminal.runWith(now, "serve", "--port", "0", ...words);
    expect(ended).toEqual({ code, out: "", err: expect.stringMatching(message) });
    expect(ended.err.split("\n")).toHaveLength(1);
  });

  test("a folder that is no workshop is at fault as with every command", async () => {
    const terminal = openTerminal();
    terminal.write("site/index.html", "");
    expect(await terminal.run("serve", "site")).toEqual(await terminal.run("audit", "site"));
  });

  test("on another address than loopback, a QR code, and once what plain HTTP lacks", async () => {
    const terminal = await exportedCourse();
    const { out, err } = await terminal.runWith(
      now,
      "serve",
      "--port",
      "0",
      "--join",
      "http://192.168.1.7/w/index.html",
    );
    const lines = out.split("\n");
    expect(lines.at(-2)).toBe("Attendees: http://192.168.1.7/w/");
    expect(lines.at(-1)).toMatch(/^Cockpit: http:\/\/127\.0\.0\.1:\d+\/cockpit\.html#token=/);
    expect(lines.slice(0, -2).every((line) => /^[█▀▄ ]+$/.test(line))).toBe(true);
    expect(lines.length).toBeGreaterThan(12);
    expect(err).toMatch(
      /^This address is plain HTTP.*offline.*QR scanner.*clipboard.*Python and unlocking work/,
    );
    expect(err.split("\n")).toHaveLength(1);
  });

  test("over https nothing is lacking", async () => {
    const terminal = await exportedCourse();
    const { err } = await terminal.runWith(
      now,
      "serve",
      "--port",
      "0",
      "--join",
      "https://workshop.example/",
    );
    expect(err).toBe("");
  });
});

test("TLS with a certificate of one's own", async () => {
  const terminal = await exportedCourse();
  const { cert, key } = makeCertificate();
  terminal.write("cert.pem", cert);
  terminal.write("key.pem", key);
  const serving = await serve(terminal, "--port", "0", "--cert", "cert.pem", "--key", "key.pem");
  expect(serving.attendees).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/);
  const course = await new Promise<string>((settle, fail) => {
    get(`${serving.attendees}course.json`, { ca: cert, agent: false }, (response) => {
      let text = "";
      response.on("data", (data) => {
        text += data;
      });
      response.on("end", () => settle(text));
    }).on("error", fail);
  });
  expect(JSON.parse(course)).toMatchObject({ events: "events" });
  expect(serving.said()).not.toContain("plain HTTP");
  expect((await serving.end("SIGTERM")).code).toBe(0);
});

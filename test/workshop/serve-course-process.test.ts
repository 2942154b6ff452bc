/** `workshop serve-course` as a process and as a command line, and `workshop token`. */
import { request } from "node:https";
import { connect, createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeToken } from "../../workshop/serve-course/tokens.ts";
import { makeCertificate } from "./support/certificate.ts";
import { asking, smallCourse, startCourseProcess } from "./support/course-server.ts";
import { openTerminal } from "./support/terminal.ts";

describe("the process", () => {
  test("prints its address last, makes the secret as mograder does, and ends with 0", async () => {
    const terminal = smallCourse();
    const server = await startCourseProcess(terminal, ["--port", "0", "--enrollment-code", "open sesame"]);
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const { register } = asking(server.url, "");
    expect(terminal.read(".mograder-secret")).toMatch(/^[0-9a-f]{64}\n$/);
    expect(terminal.mode(".mograder-secret")).toBe("600");
    const { token } = (await (await register("alice")).json()) as { token: string };
    const printed = await terminal.run("token", "alice");
    expect(printed.out).toContain(`alice: ${token}\n`);
    expect(await server.end("SIGINT")).toBe(0);
    const lines = server.said().trim().split("\n");
    expect(lines.at(-1)).toBe("Finishing what has begun.");
    expect(lines.filter((line) => line.startsWith("{"))).toHaveLength(1);
  });

  test("SIGTERM lets an upload that has begun come to its end, and takes nothing new", async () => {
    const terminal = smallCourse();
    const server = await startCourseProcess(terminal, ["--port", "0", "--log", "requests.log"]);
    const asked = asking(server.url, terminal.read(".mograder-secret").trim());
    const body = "x".repeat(200_000);
    const { authorization } = asked.bearer("alice");
    const head = [
      "POST /assignments/hw1/submit?user=alice HTTP/1.1",
      "Host: localhost",
      `Authorization: ${authorization}`,
      `Content-Length: ${body.length}`,
    ];
    let answer = "";
    const socket = connect(asked.port, "127.0.0.1", () =>
      socket.write(`${head.join("\r\n")}\r\n\r\n${body.slice(1)}`),
    );
    socket.on("data", (data) => {
      answer += data;
    });
    const closed = new Promise((settle) => socket.on("close", settle));
    await expect.poll(() => terminal.files(".atelier/aside")).toHaveLength(1);
    const ended = server.end("SIGTERM");
    await expect.poll(() => asked.get("/").catch(() => "turned away")).toBe("turned away");
    socket.write("x");
    expect(await ended).toBe(0);
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 .*"filename":"alice\.py"/s);
    expect(terminal.read("hw1/alice.py")).toBe(body);
    const lines = terminal
      .read("requests.log")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ path: "/assignments/hw1/submit", status: 200, user: "alice" });
    expect(server.said()).not.toContain('"path"');
  });

  test("TLS with a certificate of one's own", async () => {
    const terminal = smallCourse();
    const { cert, key } = makeCertificate();
    terminal.write("cert.pem", cert);
    terminal.write("key.pem", key);
    const server = await startCourseProcess(terminal, [
      "--port",
      "0",
      "--cert",
      "cert.pem",
      "--key",
      "key.pem",
    ]);
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/);
    const { bearer } = asking(server.url, terminal.read(".mograder-secret").trim());
    const answer = await new Promise<string>((settle, fail) => {
      const url = `${server.url}assignments/hw1/submit?user=alice`;
      const sent = request(
        url,
        { method: "POST", ca: cert, agent: false, headers: bearer("alice") },
        (response) => {
          let text = "";
          response.on("data", (data) => {
            text += data;
          });
          response.on("end", () => settle(text));
        },
      );
      sent.on("error", fail).end("x = 1");
    });
    expect(JSON.parse(answer)).toMatchObject({ status: "ok", duplicate: false });
    expect(await server.end("SIGTERM")).toBe(0);
  });
});

describe("the command line", () => {
  const now = { signal: AbortSignal.abort() };

  test.each([
    [["--port", "http"], 2, /"http" is no port/],
    [["--cert", "cert.pem"], 2, /--cert and --key go together/],
    [["--cert", "no.pem", "--key", "no.pem"], 1, /no\.pem: This file cannot be read/],
    [["--no-auth", "--host", "0.0.0.0"], 2, /add --trust-network/],
    [["--max-size", "much"], 2, /"much" is no size/],
    [["--enrollment-code", "a", "--enrollment-code-file", "code"], 2, /Cannot use both/],
    [["--enrollment-code", ""], 2, /enrollment code is empty/],
    [["--enrollment-code-file", "nothing"], 1, /nothing: This file cannot be read/],
    [["--release-dir", "nothing"], 1, /nothing: There is no such folder/],
    [["--release-dir", ".."], 2, /submissions would be handed out/],
    [["--release-dir", "."], 2, /submissions would be handed out/],
    [["--log", "nowhere/log"], 1, /nowhere\/log: This file cannot be written/],
    [["nowhere"], 1, /nowhere: There is no such folder/],
    [["hw1/files/hw1.py"], 1, /There is no such folder/],
    [["--host", "192.0.2.77"], 3, /no address 192\.0\.2\.77/],
  ] as const)("%j ends with %d", async (words, code, message) => {
    const terminal = smallCourse();
    terminal.write("code", "open");
    const { out, err, ...ended } = await terminal.runWith(now, "serve-course", "--port", "0", ...words);
    expect([ended.code, out, err]).toEqual([code, "", expect.stringMatching(message)]);
    expect(err.split("\n")).toHaveLength(1);
  });

  test("a port that is taken ends it with 3", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await new Promise((settle) => other.once("listening", settle));
    const address = other.address();
    const port = String(typeof address === "object" ? address?.port : "");
    const ended = await smallCourse().runWith(
      { environment: { PORT: port } },
      "serve-course",
      "--host",
      "127.0.0.1",
    );
    expect(ended).toEqual({ code: 3, out: "", err: expect.stringContaining(`Port ${port} is taken`) });
  });

  test("says what the teacher should know, and the address last", async () => {
    const terminal = openTerminal();
    const plain = await terminal.runWith(now, "serve-course", "--port", "0");
    expect(plain.out).toMatch(/^Course server: http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(plain.err).toMatch(/Students cannot register: .*\n\. has no assignments yet: /);
    const environment = { PORT: "0", MOGRADER_ENROLLMENT_CODE: "open" };
    terminal.write("hw1/files/hw1.py", "");
    const public_ = await terminal.runWith({ ...now, environment }, "serve-course", ".");
    expect(public_.out.split("\n").at(-1)).toMatch(/^Course server: http:\/\//);
    expect(public_.err).toMatch(/^Students can register with the enrollment code\.\n/);
    expect(public_.err).not.toContain("no assignments yet");
    const open = await terminal.runWith(now, "serve-course", "--port", "0", "--no-auth");
    expect(open.err).toMatch(/^No tokens are asked for/);
    terminal.remove(".mograder-secret");
    terminal.write(".mograder-secret", "s3cr3t\n");
    const readable = await terminal.runWith(now, "serve-course", "--port", "0");
    expect(readable.err).toMatch(/^\.mograder-secret can be read by other people/);
    terminal.write(".mograder-secret", "\n");
    const empty = await terminal.runWith(now, "serve-course", "--port", "0");
    expect([empty.code, empty.err]).toEqual([
      1,
      expect.stringMatching(/^\.mograder-secret: This file is empty/),
    ]);
  });
});

describe("tokens", () => {
  // Of shared/spec/vectors.json.
  test.each([
    ["s3cr3t", "alice", "2bc9701281c3550703fa41ce3d24ab9d80942d9261b1590301491e084f9900ed"],
    ["s3cr3t", "__instructor__", "a7c485d08311db274912b596dd57cee6451753865df26d0eb27d34f30a0e6b1a"],
    ["0".repeat(64), "first.last-2_x", "d92a5a53d69627900a49cec1c40f6ba0b73e1e94775cb33f091b72092c49a038"],
    ["clé", "zoë", "858a0e2512ac728181cd2455db35226717311a19c8216a242fe689ebef009f3b"],
  ])("of the secret %s for %s", (secret, user, mac) => {
    expect(makeToken(secret, user)).toBe(`${user}:${mac}`);
  });

  const printed = `alice: ${makeToken("s3cr3t", "alice")}\nbob: ${makeToken("s3cr3t", "bob")}\n\ninstructor: ${makeToken("s3cr3t", "__instructor__")}`;

  test("are printed from any place where the secret may be", async () => {
    const terminal = openTerminal({ typed: ["s3cr3t"] });
    terminal.write("course/.mograder-secret", "s3cr3t\n");
    terminal.write("students.txt", "alice\n\n  bob  \n");
    for (const words of [
      ["token", "alice", "bob", "--dir", "course"],
      ["token", "alice", "bob", "--secret-file", "course/.mograder-secret"],
      ["token", "alice", "bob", "--secret", "s3cr3t"],
      ["token", "alice", "bob", "--secret-stdin"],
      ["serve-course", "course", "--generate-tokens", "students.txt"],
    ]) {
      const { code, out } = await terminal.run(...words);
      expect([words, code, out]).toEqual([words, 0, printed]);
    }
  });

  test.each([
    [["alice"], 2, /No \.mograder-secret in this folder/],
    [["alice", "--secret-file", "nothing"], 1, /nothing: This file cannot be read/],
    [["alice", "--secret", "a", "--secret-stdin"], 2, /at most one/],
    [["alice", "--secret", " "], 2, /secret is empty/],
    [["a:b", "--secret", "a"], 2, /a name with a colon/],
    [["--secret", "a"], 2, /missing required argument/],
  ] as const)("%j ends with %d", async (words, code, message) => {
    const ended = await openTerminal().run("token", ...words);
    expect(ended).toEqual({ code, out: "", err: expect.stringMatching(message) });
  });

  test("are printed for nobody when a name is one that the server will refuse", async () => {
    const terminal = openTerminal();
    const faults = ["a b", "zoë"].map(
      (name) => `${name}: Invalid username: must be alphanumeric, underscore, hyphen, or dot`,
    );
    const ended = { out: "", err: faults.join("\n") };
    const token = ["token", "alice", "a b", "zoë", "--secret", "clé"];
    expect(await terminal.run(...token)).toEqual({ code: 2, ...ended });
    terminal.write("students.txt", "alice\na b\nzoë\n");
    const list = ["serve-course", ".", "--generate-tokens", "students.txt"];
    expect(await terminal.run(...list)).toEqual({ code: 1, ...ended });
    expect(terminal.files()).toEqual(["students.txt"]);
  });
});

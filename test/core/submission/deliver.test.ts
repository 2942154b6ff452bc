/** Submitting once: whatever happens on the way, the server has the work exactly once, or a clear no is said. */
import { describe, expect, it } from "vitest";
import { digestOf } from "../../../src/core/digest.ts";
import { type Delivered, deliver } from "../../../src/core/submission/deliver.ts";
import type { TransportFailure } from "../../../src/core/submission/failure.ts";
import type { Before } from "../../../src/core/submission/records.ts";
import {
  NO_RULES,
  type Outgoing,
  type RemoteAssignment,
  type RemoteStatus,
  type StoredFile,
} from "../../../src/core/submission/transport.ts";

const host = "grader.example";
const lost: TransportFailure = { failure: "unreachable", host };
const assignment: RemoteAssignment = {
  id: "hw1",
  name: "HW 1",
  cmid: null,
  due: null,
  opens: null,
  cutoff: null,
  files: [],
  rules: NO_RULES,
};
const source = "x = 1\n";
const outgoing: Outgoing = {
  filename: "hw1.py",
  content: new Blob([source]),
  digest: await digestOf(source),
  final: true,
  agreed: true,
};

/** What the server lets know of what it has. */
type Tells = "content" | "name-and-size" | "word";

class Server {
  stored: { digest: string; bytes: number; state: "draft" | "submitted" }[] = [];
  /** What goes wrong, one for each call to come. */
  readonly trouble: (TransportFailure | "answer-lost" | "forgets" | undefined)[] = [];
  closed: TransportFailure | null = null;
  readonly host = host;
  readonly tells: Tells;

  constructor(tells: Tells) {
    this.tells = tells;
  }

  async status(): Promise<RemoteStatus | TransportFailure> {
    const trouble = this.trouble.shift();
    if (typeof trouble === "object") return trouble;
    const last = this.stored.at(-1);
    const file = (digest: string, bytes: number): StoredFile =>
      this.tells === "content" ? { name: "ada.py", bytes, digest } : { name: "hw1.py", bytes, digest: null };
    return {
      submission: last
        ? {
            state: last.state,
            at: 5,
            files: this.tells === "word" ? null : [file(last.digest, last.bytes)],
          }
        : null,
      grade: null,
      closed: this.closed,
    };
  }

  async submit(_: unknown, __: unknown, sent: Outgoing): Promise<undefined | TransportFailure> {
    const trouble = this.trouble.shift();
    if (typeof trouble === "object") return trouble;
    if (trouble !== "forgets") {
      const state = sent.final ? "submitted" : "draft";
      this.stored.push({ digest: sent.digest, bytes: sent.content.size, state });
    }
    return trouble === "answer-lost" ? lost : undefined;
  }
}

/** One device: keeps what the server had before over its tries. */
function device(server: Server, sent = outgoing) {
  let before: Before | null = null;
  return (): Promise<Delivered> =>
    deliver({
      transport: server,
      access: { token: "t", user: "ada", name: "Ada" },
      assignment,
      outgoing: sent,
      before,
      signal: new AbortController().signal,
      async remember(had) {
        before = had;
      },
    });
}

const tells: readonly Tells[] = ["content", "name-and-size", "word"];

describe.each(tells)("where the server tells %s", (tell) => {
  it("is stored, and proved by what the server then has", async () => {
    const server = new Server(tell);
    expect(await device(server)()).toEqual({ kind: "stored", at: 5, proof: tell, duplicate: false });
    expect(server.stored).toHaveLength(1);
  });

  it.each([
    ["before it goes out", [lost]],
    ["while it goes out", [undefined, lost]],
    ["after it was stored", [undefined, "answer-lost"]],
    ["when the server is asked what it has", [undefined, undefined, lost]],
    ["four times in a row", [undefined, "answer-lost", lost, lost, lost]],
  ] as const)("is stored once though the network fails %s", async (_, trouble) => {
    const server = new Server(tell);
    server.trouble.push(...trouble);
    const next = device(server);
    let result = await next();
    for (let tries = 0; result.kind !== "stored" && tries < 6; tries++) {
      expect(["unsent", "unsure"]).toContain(result.kind);
      result = await next();
    }
    expect(result).toMatchObject({ kind: "stored", duplicate: false });
    expect(server.stored.every(({ digest }) => digest === outgoing.digest)).toBe(true);
    // Of a server that tells nothing it cannot be known whether what it has is whole: then it gets the same again.
    if (tell !== "word") expect(server.stored).toHaveLength(1);
  });
});

it("does not take half a file for the work where the server tells nothing of it", async () => {
  const server = new Server("word");
  server.trouble.push(undefined, lost);
  const next = device(server);
  expect(await next()).toMatchObject({ kind: "unsure" });
  server.stored.push({ digest: "half", bytes: 3, state: "submitted" });
  expect(await next()).toMatchObject({ kind: "stored" });
  expect(server.stored.at(-1)?.digest).toBe(outgoing.digest);
});

it("waits while the server has trouble of its own", async () => {
  const server = new Server("content");
  server.trouble.push(undefined, { failure: "server-refused", host, status: 507, message: "disk full" });
  expect(await device(server)()).toMatchObject({ kind: "unsure" });
});

it("says that the very same work is there already, and sends nothing", async () => {
  const server = new Server("content");
  await device(server)();
  expect(await device(server)()).toMatchObject({ kind: "stored", duplicate: true });
  expect(server.stored).toHaveLength(1);
});

it("sends another work over what is there", async () => {
  const server = new Server("content");
  await device(server)();
  const other = { ...outgoing, digest: await digestOf("x = 2\n") };
  expect(await device(server, other)()).toMatchObject({ kind: "stored", duplicate: false });
  expect(server.stored).toHaveLength(2);
});

it("makes a draft of the same content final", async () => {
  const server = new Server("content");
  expect(await device(server, { ...outgoing, final: false })()).toMatchObject({ kind: "stored" });
  expect(await device(server)()).toMatchObject({ kind: "stored", duplicate: false });
  expect(server.stored.map(({ state }) => state)).toEqual(["draft", "submitted"]);
});

it("is refused, and nothing sent, where nothing is taken", async () => {
  const server = new Server("content");
  server.closed = { failure: "closed", at: 3 };
  expect(await device(server)()).toEqual({ kind: "refused", failure: { failure: "closed", at: 3 } });
  expect(server.stored).toEqual([]);
});

it("is refused when the server said yes and does not have it", async () => {
  const server = new Server("content");
  server.trouble.push(undefined, "forgets");
  expect(await device(server)()).toEqual({ kind: "refused", failure: { failure: "not-stored", host } });
});

it("waits for somebody to sign in, and is refused for good by a no of the server's", async () => {
  const server = new Server("content");
  server.trouble.push({ failure: "signed-out", host });
  expect(await device(server)()).toMatchObject({ kind: "unsent", failure: { failure: "signed-out" } });
  server.trouble.push(undefined, { failure: "server-refused", host, status: 400, message: "no" });
  expect(await device(server)()).toMatchObject({ kind: "refused" });
  expect(server.stored).toEqual([]);
});

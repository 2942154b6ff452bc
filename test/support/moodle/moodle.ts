/**
 * A Moodle for tests, written from the specification: its addresses, its CORS headers and their absence, its three
 * shapes of errors, and its traps. What real Moodle refuses (headers that need a preflight, JSON bodies, `true`), it
 * refuses; what that drops without a word, it drops.
 *
 *     const moodle = await startMoodle();
 *     moodle.state.assignments.push(anAssignment({ submissiondrafts: true }));
 *     moodle.fault("save", "lost");
 *     … talk to moodle.url as student1, whose password is Correct-horse1 …
 *     expect(moodle.state.submissions[0]?.saves).toBe(1);
 *     await moodle.close();
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { createFaults, type FaultKind, type FaultOptions, type Step } from "./faults.ts";
import { type Form, readForm } from "./form.ts";
import { type Answer, answerTo, brokenPage, stepAt, stepIn } from "./scripts.ts";
import { freshState, type MoodleState } from "./state.ts";
import type { World } from "./world.ts";

export interface MoodleOptions {
  /** Milliseconds since 1970; the machine's clock by default. */
  readonly now?: () => number;
  /** Where it lies on its host, such as "/moodle". */
  readonly folder?: string;
}

export interface SeenRequest {
  readonly step: Step;
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly fields: Form["fields"];
  readonly fault: FaultKind | null;
}

export interface MoodleStandIn {
  /** `wwwroot`, without a slash at the end. */
  readonly url: string;
  /** To look at, and to change at any time. */
  readonly state: MoodleState;
  /** All that came, in the order in which it was read. */
  readonly requests: readonly SeenRequest[];
  /** Spoils the next such step, or the one after some that go well. Faults of one step come in the order of the calls. */
  fault(step: Step, kind: FaultKind, options?: FaultOptions): void;
  close(): Promise<void>;
}

export async function startMoodle(options: MoodleOptions = {}): Promise<MoodleStandIn> {
  const { now = Date.now, folder = "" } = options;
  const state = freshState();
  const faults = createFaults();
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const origin = `http://127.0.0.1:${port}`;
  const world: World = { state, url: origin + folder, now: () => Math.floor(now() / 1_000) };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", headers, url: target = "/" } = request;
    const url = new URL(target, origin);
    const path = url.pathname.startsWith(`${folder}/`) ? url.pathname.slice(folder.length) : "";
    const known = stepAt(path);
    const planned = known && faults.next(known);
    const note = (step: Step, fields: Form["fields"], fault: FaultKind | undefined) =>
      requests.push({ step, method, url: target, headers, fields, fault: fault ?? null });
    if (known !== undefined && planned === "reset") {
      note(known, {}, planned);
      request.once("data", () => request.socket.destroy());
      return;
    }
    const form = await readForm(headers, url, await readBody(request));
    const step = known ?? stepIn(form);
    const fault = known === undefined ? faults.next(step) : planned;
    note(step, form.fields, fault);
    await respond(response, fault, () => answerTo(world, { path, url, form }), form);
  }

  async function respond(
    response: ServerResponse,
    fault: FaultKind | undefined,
    run: () => Answer,
    { fields }: Form,
  ): Promise<void> {
    if (fault === "reset") return void response.destroy();
    if (fault === "expired") state.tokens.delete(fields.wstoken ?? fields.token ?? "");
    const isBroken = fault === "html" || fault === "error-500";
    const answer = isBroken ? brokenPage(fault === "html" ? 200 : 500) : run();
    if (fault === "lost") return void response.destroy();
    if (fault === "slow") await delay(100);
    // No connection is used twice: browsers would send again by themselves what broke on one.
    response.writeHead(answer.status, { ...answer.headers, connection: "close" }).end(answer.body);
  }

  const close = () =>
    new Promise<void>((settle) => {
      server.close(() => settle());
      server.closeAllConnections();
    });
  return { url: world.url, state, requests, fault: faults.plan, close };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** One try to deliver one submission, and what is kept of how it went. */
import { type Delivered, deliver } from "../../core/submission/deliver.ts";
import type { Queued, Receipt } from "../../core/submission/records.ts";
import type { Access, TransportConfig } from "../../core/submission/transport.ts";
import { noteActivity } from "./activity.ts";
import type { CoursePorts } from "./ports.ts";
import type { Queue } from "./queue.ts";

type Stored = Extract<Delivered, { kind: "stored" }>;

/** Milliseconds between tries; the last for all that follow. */
const PAUSES = [5_000, 15_000, 60_000, 300_000, 900_000];
/** Longer than this a try does not take. */
const PATIENCE = 90_000;

/** The receipt, when the server has it. `closed`: the page goes away, and the try is as good as never made. */
export async function dispatch(
  ports: CoursePorts,
  queue: Queue,
  queued: Queued,
  closed: AbortSignal,
): Promise<Receipt | undefined> {
  const found = await ports.keyring.read(queued);
  // Another person's work is not sent in the name of whoever is signed in now.
  const access = found?.access.user === queued.user ? found.access : undefined;
  const result =
    access === undefined
      ? noAccess(ports, queued)
      : await deliverInTime(ports, queue, queued, access, closed);
  if (closed.aborted) return undefined;
  if (result.kind !== "stored") {
    await putOff(ports, queue, queued, result);
    return undefined;
  }
  // Also of what was cancelled while it went out: the server has it.
  const receipt = toReceipt(queued, result, access?.name ?? queued.user, ports.clock.now());
  await queue.arrived(queued.id, receipt);
  const { id, final, duplicate, at, user } = receipt;
  noteActivity(ports, queued, { kind: "submitted", receipt: id, final, duplicate, at, user });
  return receipt;
}

async function deliverInTime(
  ports: CoursePorts,
  queue: Queue,
  queued: Queued,
  access: Access,
  closed: AbortSignal,
): Promise<Delivered> {
  const late = new AbortController();
  const stop = ports.clock.after(PATIENCE, () => late.abort());
  const { filename, content, digest, final, agreed, assignment, before } = queued;
  const result = await deliver({
    transport: ports.openTransport(configOf(queued)),
    access,
    assignment,
    outgoing: { filename, content, digest, final, agreed },
    before,
    signal: AbortSignal.any([late.signal, closed]),
    remember: (had) => queue.change({ ...queued, before: had }),
  });
  stop();
  return result;
}

/** It stays in the queue, with why and when it is tried again. */
async function putOff(
  ports: CoursePorts,
  queue: Queue,
  sent: Queued,
  result: Exclude<Delivered, Stored>,
): Promise<void> {
  await queue.load();
  const queued = queue.items.value.find(({ id }) => id === sent.id);
  // Cancelled meanwhile.
  if (queued === undefined) return;
  const pause = PAUSES[Math.min(queued.tries, PAUSES.length - 1)] ?? 0;
  const nextTry = ports.clock.now() + pause * (0.8 + 0.4 * ports.random());
  await queue.change({ ...queued, tries: queued.tries + 1, nextTry, trouble: result });
  const { kind: outcome, failure } = result;
  // That its student has not signed in yet is said once.
  const isSaid = failure.failure === "other-account" && queued.trouble?.failure.failure === "other-account";
  if (!isSaid) noteActivity(ports, queued, { kind: "tried", outcome, failure, user: queued.user });
}

function configOf({ kind, server }: Queued): TransportConfig {
  return kind === "https" ? { kind, url: server } : { kind, url: server, course: null };
}

function noAccess(ports: CoursePorts, queued: Queued): Delivered {
  const { host } = ports.openTransport(configOf(queued));
  return { kind: "unsent", failure: { failure: "other-account", host, user: queued.user } };
}

function toReceipt(queued: Queued, { at, proof, duplicate }: Stored, name: string, seenAt: number): Receipt {
  const { id, course, kind, server, notebook, user, filename, digest, final } = queued;
  return {
    id,
    course,
    kind,
    server,
    notebook,
    assignment: { id: queued.assignment.id, name: queued.assignment.name },
    user,
    name,
    filename,
    bytes: queued.content.size,
    digest,
    final,
    at,
    seenAt,
    proof,
    duplicate,
  };
}

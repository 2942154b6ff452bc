/**
 * Submits once, whatever the network does: asks what the server has, sends, and asks again. Only what the server then
 * has counts as submitted.
 */
import { isFailure } from "../failure.ts";
import type { TransportFailure } from "./failure.ts";
import type { Before, Proof, Trouble } from "./records.ts";
import type {
  Access,
  Outgoing,
  RemoteAssignment,
  RemoteStatus,
  RemoteSubmission,
  Transport,
} from "./transport.ts";

export interface Delivery {
  readonly transport: Pick<Transport, "status" | "submit" | "host">;
  readonly access: Access;
  readonly assignment: RemoteAssignment;
  readonly outgoing: Outgoing;
  /** Of an earlier try; null for the first. */
  readonly before: Before | null;
  readonly signal: AbortSignal;
  /** Called with what the server has before anything is sent; resolves when that is kept. */
  remember(before: Before): Promise<void>;
}

export type Delivered =
  | {
      readonly kind: "stored";
      readonly at: number | null;
      readonly proof: Proof;
      readonly duplicate: boolean;
    }
  | Trouble;

export async function deliver(delivery: Delivery): Promise<Delivered> {
  const { transport, outgoing, assignment, access, signal } = delivery;
  const askStatus = () => transport.status(access, assignment, outgoing, signal);
  const status = await askStatus();
  if (isFailure(status)) return notSent(status);
  const there = foundBefore(status, delivery);
  if (there !== undefined) return there;
  if (status.closed !== null) return notSent(status.closed);
  if (delivery.before === null) await delivery.remember({ had: hadBefore(status) });

  const failure = await transport.submit(access, assignment, outgoing, signal);
  if (failure !== undefined) {
    return isTemporary(failure) ? { kind: "unsure", failure } : { kind: "refused", failure };
  }
  const after = await askStatus();
  if (isFailure(after)) return { kind: "unsure", failure: after };
  const proof = after.submission && proofOf(after.submission, outgoing);
  if (!proof) return { kind: "refused", failure: { failure: "not-stored", host: transport.host } };
  return { kind: "stored", at: after.submission?.at ?? null, proof, duplicate: false };
}

/** Worth another try later, with nothing changed. */
export function isTemporary(failure: TransportFailure): boolean {
  // A disk that is full, a proxy without its server.
  if (failure.failure === "server-refused") return failure.status >= 500;
  return temporary.has(failure.failure);
}

const temporary: ReadonlySet<TransportFailure["failure"]> = new Set([
  "unreachable",
  "server-broken",
  "interrupted",
  "maintenance",
  "too-many-tries",
  // Until somebody signs in.
  "signed-out",
  "other-account",
]);

function notSent(failure: TransportFailure): Trouble {
  return isTemporary(failure) ? { kind: "unsent", failure } : { kind: "refused", failure };
}

function hadBefore({ submission }: RemoteStatus): Before["had"] {
  if (submission === null) return "nothing";
  return submission.state === "draft" ? "draft" : "submission";
}

/** It is there already: from this try's forerunner whose answer was lost, or from another device. */
function foundBefore({ submission }: RemoteStatus, { outgoing, before }: Delivery): Delivered | undefined {
  const proof = submission && proofOf(submission, outgoing);
  if (!submission || !proof) return undefined;
  if (proof === "content") return { kind: "stored", at: submission.at, proof, duplicate: before === null };
  // Nothing was there before the first try, and a file of this name and size is now: that try arrived. A server's mere
  // word proves nothing here: mograder's keeps half a file of an upload that broke off, and says the same of it.
  const isOurs = proof === "name-and-size" && before?.had === "nothing";
  return isOurs ? { kind: "stored", at: submission.at, proof, duplicate: false } : undefined;
}

/** Undefined when what is there is not, or not yet, what goes out. */
function proofOf(submission: RemoteSubmission, outgoing: Outgoing): Proof | undefined {
  if (outgoing.final && submission.state === "draft") return undefined;
  const { files } = submission;
  if (files === null) return "word";
  if (files.some(({ digest }) => digest === outgoing.digest)) return "content";
  const named = files.find(({ name }) => name === outgoing.filename);
  const isSame = named?.digest === null && named.bytes === outgoing.content.size;
  return isSame ? "name-and-size" : undefined;
}

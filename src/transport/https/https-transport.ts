/** mograder's protocol as its own server, its ASGI routes and our `serve-course` speak it (spec/mograder-interop.md 1). */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type {
  Access,
  HttpsTransport,
  Outgoing,
  RemoteAssignment,
  TransportConfig,
} from "../../core/submission/transport.ts";
import { askFor } from "./ask.ts";
import { fetchAssignments } from "./assignments.ts";
import { fetchFile } from "./files.ts";
import { missing } from "./refusal.ts";
import { type Server, serverAt } from "./server.ts";
import { enter, register, signIn } from "./sign-in.ts";
import { fetchStatus } from "./status.ts";

/** Knows nothing between two calls. */
export function createHttpsTransport(config: Extract<TransportConfig, { kind: "https" }>): HttpsTransport {
  const server = serverAt(config.url);
  return {
    kind: "https",
    host: server.host,
    signIn: (token, signal) => signIn(token, server, signal),
    register: (user, code, signal) => register(user, code, server, signal),
    enter: (user, signal) => enter(user, server, signal),
    list: (access, signal) => fetchAssignments(server, access, signal),
    file: (access, file, signal) => fetchFile(file, { server, access, signal }),
    status: (access, assignment, sent, signal) =>
      fetchStatus({ server, access, assignment, isReadBack: sent !== null, signal }),
    submit: (access, assignment, submission, signal) =>
      submit(server, { access, assignment, submission, signal }),
  };
}

interface Sending {
  readonly access: Access;
  readonly assignment: RemoteAssignment;
  readonly submission: Outgoing;
  readonly signal: AbortSignal;
}

const submittedSchema = v.object({
  status: v.literal("ok"),
  /** `serve-course` only. */
  digest: v.optional(v.string()),
});

/** As a form with one file, which all servers read; it needs no preflight where there is no token. */
async function submit(server: Server, sending: Sending): Promise<undefined | TransportFailure> {
  const { access, assignment, submission, signal } = sending;
  const { filename, content, digest } = submission;
  if (!filename.endsWith(".py")) return { failure: "file-type-refused", name: filename, types: [".py"] };
  const absent = { failure: "no-such-assignment", assignment: assignment.name } as const;
  const address = server.address(assignment.id, "submit");
  if (address === undefined) return absent;
  const body = new FormData();
  body.append("file", content, filename);
  const url = `${address}?${new URLSearchParams({ user: access.user })}`;
  const asked = await askFor(url, submittedSchema, { access, body, means: missing(absent), signal });
  if (isFailure(asked)) return asked.failure === "unreachable" ? whyNot(asked, server, sending) : asked;
  const stored = asked.answer.digest ?? digest;
  return stored === digest ? undefined : { failure: "not-stored", host: server.host };
}

/**
 * `mograder serve` refuses before it has read the file, and then the connection often breaks before its reason is
 * here. It gives the same reason to a question that is short.
 */
async function whyNot(
  unreachable: TransportFailure,
  server: Server,
  { access, assignment, signal }: Sending,
): Promise<TransportFailure> {
  const status = await fetchStatus({ server, access, assignment, isReadBack: true, signal });
  return isFailure(status) ? status : unreachable;
}

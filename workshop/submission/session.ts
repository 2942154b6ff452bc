import type { ConfigAssignment } from "../../src/core/course/config.ts";
import { withDueDates } from "../../src/core/course/listing.ts";
import type { Access, RemoteAssignment, Transport } from "../../src/core/submission/transport.ts";
import { submissionWords } from "../../src/words/submission-commands.ts";
import type { Effects } from "../effects.ts";
import { inputError } from "../error.ts";
import { chooseAssignment } from "./choose-assignment.ts";
import { required } from "./failed.ts";
import { readAccess, type Server } from "./tokens.ts";

/** A server, and who we are there: what every command after `login` needs, whichever the transport. */
export interface Session {
  readonly transport: Transport;
  readonly access: Access;
  /** As the course's file names them. */
  readonly assignments: readonly ConfigAssignment[];
}

export async function assignmentsOf(
  { transport, access, assignments }: Session,
  { signal }: Effects,
): Promise<readonly RemoteAssignment[]> {
  return withDueDates(required(await transport.list(access, signal)), assignments);
}

/** By `chooseAssignment`. */
export async function assignmentNamed(
  name: string,
  session: Session,
  effects: Effects,
): Promise<RemoteAssignment> {
  return chooseAssignment(name, await assignmentsOf(session, effects));
}

/** As `login` has kept it. */
export async function keptAccess(server: Server, effects: Effects): Promise<Access> {
  const kept = await readAccess(server, effects);
  if (kept !== undefined) return kept;
  throw inputError(submissionWords.notSignedIn(new URL(server.url).host, `workshop ${server.kind} login`));
}

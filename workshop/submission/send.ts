/** `submit` of every transport: look, send, read back, and only then say so. */
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { digestOf } from "../../src/core/digest.ts";
import { type Delivered, deliver } from "../../src/core/submission/deliver.ts";
import type { Before } from "../../src/core/submission/records.ts";
import { refusedByRules } from "../../src/core/submission/rules.ts";
import type { Outgoing, RemoteAssignment } from "../../src/core/submission/transport.ts";
import { printTime, submissionWords } from "../../src/words/submission-commands.ts";
import type { Effects } from "../effects.ts";
import { inputError, isMissing, isNodeError, usageError } from "../error.ts";
import { failed } from "./failed.ts";
import { assignmentNamed, type Session } from "./session.ts";

export interface SendOptions {
  /** False leaves a draft. */
  readonly final: boolean;
  /** The person agrees to the assignment's statement. */
  readonly agreed: boolean;
  /** Say what would be sent, and send nothing. */
  readonly dryRun?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Ends with one receipt of what the server was found to have, or with an error. */
export async function send(
  name: string,
  file: string,
  options: SendOptions,
  session: Session,
  effects: Effects,
): Promise<void> {
  const outgoing = await readOutgoing(file, options, effects.cwd);
  const assignment = await assignmentNamed(name, session, effects);
  check(assignment, outgoing, effects);
  const about = { assignment, outgoing, session };
  if (options.dryRun) {
    if (options.json) effects.print(asJson(about, { dryRun: true }));
    else effects.print(submissionWords.wouldSend(wordsOf(about)));
    return;
  }
  const delivered = await deliverOnce(about, effects);
  if (delivered.kind !== "stored") throw failed(delivered.failure);
  const { at, proof, duplicate } = delivered;
  if (options.json) effects.print(asJson(about, { at, proof, duplicate }));
  else effects.print(submissionWords.receipt(wordsOf(about), delivered));
}

async function readOutgoing(file: string, { final, agreed }: SendOptions, cwd: string): Promise<Outgoing> {
  const bytes = await readFile(resolve(cwd, file)).catch((error: unknown) => {
    if (isMissing(error)) throw inputError(submissionWords.noFile, file);
    if (isNodeError(error) && error.code === "EISDIR") throw inputError(submissionWords.isFolder, file);
    throw error;
  });
  if (bytes.length === 0) throw inputError(submissionWords.isEmpty, file);
  const content = new Uint8Array(bytes);
  return {
    filename: basename(file),
    content: new Blob([content]),
    digest: await digestOf(content),
    final,
    agreed,
  };
}

/** What can be refused, or has to be said, before anything is sent. */
function check({ name, rules, due }: RemoteAssignment, outgoing: Outgoing, effects: Effects): void {
  if (!outgoing.final && !rules.hasDrafts) throw usageError(submissionWords.noDrafts(name));
  const refused = refusedByRules(rules, outgoing);
  if (refused?.failure === "statement-needed") throw inputError(submissionWords.agree(rules.statement ?? ""));
  if (refused !== undefined) throw failed(refused);
  if (due !== null && Date.now() > due) effects.tell(submissionWords.late(printTime(due)));
}

interface About {
  readonly assignment: RemoteAssignment;
  readonly outgoing: Outgoing;
  readonly session: Session;
}

/** When the answer was lost on its way, the server is asked once more what it has. */
async function deliverOnce(
  { assignment, outgoing, session }: About,
  { signal }: Effects,
): Promise<Delivered> {
  let before: Before | null = null;
  const delivery = {
    ...session,
    assignment,
    outgoing,
    signal,
    remember: async (found: Before) => {
      before = found;
    },
  };
  const first = await deliver({ ...delivery, before });
  return first.kind === "unsure" && !signal.aborted ? deliver({ ...delivery, before }) : first;
}

function wordsOf({ assignment, outgoing, session }: About) {
  const { filename, content, digest, final } = outgoing;
  const { transport, access } = session;
  return {
    assignment: assignment.name,
    host: transport.host,
    user: access.name === access.user ? access.user : `${access.name} (${access.user})`,
    filename,
    bytes: content.size,
    digest,
    final,
  };
}

function asJson({ assignment, outgoing, session }: About, outcome: object): string {
  const { filename, content, digest, final } = outgoing;
  const { transport, access } = session;
  const sent = {
    assignment: { id: assignment.id, name: assignment.name },
    host: transport.host,
    user: access.user,
    file: { name: filename, bytes: content.size, digest },
    final,
  };
  return JSON.stringify({ ...sent, ...outcome }, null, 2);
}

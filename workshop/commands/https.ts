/** `workshop https …`: a course's work, from a terminal to a server of mograder's protocol and back. */
import { isTransportFailure, type TransportFailure } from "../../src/core/submission/failure.ts";
import type { Access, RemoteAssignment, RemoteStatus } from "../../src/core/submission/transport.ts";
import { httpsWords } from "../../src/words/https-commands.ts";
import { submissionWords } from "../../src/words/submission-commands.ts";
import type { Effects } from "../effects.ts";
import { usageError } from "../error.ts";
import { answered } from "../submission/answered.ts";
import { required } from "../submission/failed.ts";
import { type FeedbackOptions, feedback } from "../submission/feedback.ts";
import { type FetchOptions, fetchCommand } from "../submission/fetch.ts";
import {
  findHttpsServer,
  type HttpsOptions,
  type HttpsServer,
  openHttpsSession,
} from "../submission/https-session.ts";
import { type SendOptions, send } from "../submission/send.ts";
import { assignmentNamed, assignmentsOf } from "../submission/session.ts";
import { keepAccess } from "../submission/tokens.ts";

export interface HttpsLoginOptions extends HttpsOptions {
  /** Get a token for a name and the course's code. */
  readonly register?: boolean | undefined;
  /** Who registers, or who comes to a server without tokens. */
  readonly user?: string | undefined;
  readonly json?: boolean | undefined;
}

export type HttpsFetchOptions = HttpsOptions & FetchOptions;
export type HttpsSubmitOptions = HttpsOptions & Pick<SendOptions, "dryRun" | "json">;
export type HttpsStatusOptions = HttpsOptions & Pick<FetchOptions, "json">;
export type HttpsFeedbackOptions = HttpsOptions & FeedbackOptions;

export async function httpsLogin(options: HttpsLoginOptions, effects: Effects): Promise<void> {
  if (options.register && options.token !== undefined) throw usageError(httpsWords.tokenAndRegister);
  const server = await findHttpsServer(options, effects);
  const access = await signIn(server, options, effects);
  await keepAccess(server, access, effects);
  const { host } = server.transport;
  if (options.json) effects.print(JSON.stringify({ host, user: access.user }, null, 2));
  else effects.print(submissionWords.signedIn(access.name, host));
}

async function signIn(
  { transport, token }: HttpsServer,
  { register, user }: HttpsLoginOptions,
  effects: Effects,
): Promise<Access> {
  const { signal } = effects;
  if (register) {
    const name = user ?? (await answered(httpsWords.user, "shown", effects));
    const code = await answered(httpsWords.code, "hidden", effects);
    return required(await transport.register(name, code.trim(), signal));
  }
  if (token === undefined && user !== undefined) {
    const entered = await transport.enter(user, signal);
    if (!isSignedOut(entered)) return required(entered);
  }
  const pasted = token ?? (await answered(httpsWords.token, "hidden", effects));
  return required(await transport.signIn(pasted, signal));
}

/** A name alone is not enough there. */
function isSignedOut(entered: Access | TransportFailure): boolean {
  return isTransportFailure(entered) && entered.failure === "signed-out";
}

export async function httpsFetch(
  name: string | undefined,
  options: HttpsFetchOptions,
  effects: Effects,
): Promise<void> {
  await fetchCommand(name, options, await openHttpsSession(options, effects), effects);
}

export async function httpsSubmit(
  name: string,
  file: string,
  options: HttpsSubmitOptions,
  effects: Effects,
): Promise<void> {
  const session = await openHttpsSession(options, effects);
  await send(name, file, { ...options, final: true, agreed: false }, session, effects);
}

export async function httpsFeedback(
  name: string,
  options: HttpsFeedbackOptions,
  effects: Effects,
): Promise<void> {
  await feedback(name, options, await openHttpsSession(options, effects), effects);
}

/** Of one assignment, or of all in their order. */
export async function httpsStatus(
  name: string | undefined,
  options: HttpsStatusOptions,
  effects: Effects,
): Promise<void> {
  const session = await openHttpsSession(options, effects);
  const { transport, access } = session;
  const assignments =
    name === undefined
      ? await assignmentsOf(session, effects)
      : [await assignmentNamed(name, session, effects)];
  const states: { assignment: RemoteAssignment; status: RemoteStatus }[] = [];
  // `mograder serve` answers one at a time.
  for (const assignment of assignments) {
    const status = required(await transport.status(access, assignment, null, effects.signal));
    states.push({ assignment, status });
  }
  effects.print(options.json ? asJson(states) : httpsWords.status(states));
}

function asJson(states: readonly { assignment: RemoteAssignment; status: RemoteStatus }[]): string {
  const listed = states.map(({ assignment: { id, name }, status: { submission, grade } }) => ({
    id,
    name,
    submission,
    grade: grade && { ...grade, files: grade.files.map((file) => file.name) },
  }));
  return JSON.stringify({ assignments: listed }, null, 2);
}

/** `workshop moodle …`: a course's work, from a terminal to Moodle and back. */
import { toHex } from "../../src/core/solutions/bytes.ts";
import type { Access, MoodleTransport } from "../../src/core/submission/transport.ts";
import { moodleWords } from "../../src/words/moodle-commands.ts";
import { submissionWords } from "../../src/words/submission-commands.ts";
import type { Effects } from "../effects.ts";
import { answered } from "../submission/answered.ts";
import { required } from "../submission/failed.ts";
import { type FeedbackOptions, feedback } from "../submission/feedback.ts";
import { type FetchOptions, fetchCommand } from "../submission/fetch.ts";
import { findMoodle, type MoodleOptions, openMoodleSession } from "../submission/moodle-session.ts";
import { type SendOptions, send } from "../submission/send.ts";
import { keepAccess } from "../submission/tokens.ts";

export interface MoodleLoginOptions extends MoodleOptions {
  /** By the school's own page, whose link is pasted. */
  readonly sso?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export interface MoodleSubmitOptions extends MoodleOptions, Pick<SendOptions, "dryRun" | "json"> {
  readonly draft?: boolean | undefined;
  /** False: a draft, as mograder says it. */
  readonly finalize?: boolean | undefined;
  readonly agree?: boolean | undefined;
}

export type MoodleFetchOptions = MoodleOptions & FetchOptions;
export type MoodleFeedbackOptions = MoodleOptions & FeedbackOptions;

/** Prints nothing secret: neither the token nor what was typed. */
export async function moodleLogin(options: MoodleLoginOptions, effects: Effects): Promise<void> {
  const server = await findMoodle(options, effects);
  const { transport } = server;
  required(await transport.probe(effects.signal));
  const access = options.sso
    ? await signInByPage(transport, effects)
    : await signInByPassword(transport, effects);
  await keepAccess(server, access, effects);
  const { host } = transport;
  if (options.json) effects.print(JSON.stringify({ host, user: access.user }, null, 2));
  else effects.print(submissionWords.signedIn(access.name, host));
}

async function signInByPassword(transport: MoodleTransport, effects: Effects): Promise<Access> {
  const name = await answered(moodleWords.user(transport.host), "shown", effects);
  const password = await answered(moodleWords.password, "hidden", effects);
  return required(await transport.signIn(name.trim(), password, effects.signal));
}

async function signInByPage(transport: MoodleTransport, effects: Effects): Promise<Access> {
  const passport = toHex(effects.random(16));
  effects.tell(moodleWords.openPage(transport.launchAddress(passport)));
  const pasted = await answered(moodleWords.link, "hidden", effects);
  return required(await transport.signInByLink(pasted, passport, effects.signal));
}

export async function moodleFetch(
  name: string | undefined,
  options: MoodleFetchOptions,
  effects: Effects,
): Promise<void> {
  await fetchCommand(name, options, await openMoodleSession(options, effects), effects);
}

export async function moodleSubmit(
  name: string,
  file: string,
  { draft = false, finalize = true, agree = false, ...options }: MoodleSubmitOptions,
  effects: Effects,
): Promise<void> {
  const session = await openMoodleSession(options, effects);
  await send(name, file, { ...options, final: finalize && !draft, agreed: agree }, session, effects);
}

export async function moodleFeedback(
  name: string,
  options: MoodleFeedbackOptions,
  effects: Effects,
): Promise<void> {
  await feedback(name, options, await openMoodleSession(options, effects), effects);
}

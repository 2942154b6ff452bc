/** Who this person is on a Moodle, and which course they mean. */
import type { Access, MoodleTransport } from "../../src/core/submission/transport.ts";
import { createMoodleTransport } from "../../src/transport/moodle/moodle-transport.ts";
import type { Effects } from "../effects.ts";
import { choose } from "./choose.ts";
import { required } from "./failed.ts";
import { ambientToken, type FoundServer, findServer, type ServerOptions } from "./server.ts";
import { keptAccess, type Session } from "./session.ts";
import { serversSignedIn } from "./tokens.ts";

export interface MoodleOptions extends ServerOptions {
  /** Its number, its name, or a part of its name; otherwise what the course's file says, or all courses. */
  readonly course?: string | undefined;
}

export interface MoodleServer {
  readonly kind: "moodle";
  readonly url: string;
  readonly transport: MoodleTransport;
  readonly assignments: FoundServer["assignments"];
}

/** `signedIn`: see `findServer`. */
export async function findMoodle(
  options: MoodleOptions,
  effects: Effects,
  signedIn?: readonly string[],
): Promise<MoodleServer> {
  const { url, course, assignments } = await findServer("moodle", options, effects, signedIn);
  const transport = createMoodleTransport({ kind: "moodle", url, course });
  return { kind: "moodle", url, transport, assignments };
}

export async function openMoodleSession(options: MoodleOptions, effects: Effects): Promise<Session> {
  const server = await findMoodle(options, effects, await serversSignedIn("moodle", effects));
  const { assignments } = server;
  const access = await accessTo(server, options, effects);
  if (options.course === undefined) return { transport: server.transport, access, assignments };
  const course = await chooseCourse(options.course, server.transport, access, effects);
  return { transport: createMoodleTransport({ ...server, course }), access, assignments };
}

async function accessTo(server: MoodleServer, { url }: MoodleOptions, effects: Effects): Promise<Access> {
  const token = ambientToken(server, url, effects);
  if (token !== undefined) return required(await server.transport.signInByLink(token, "", effects.signal));
  return keptAccess(server, effects);
}

async function chooseCourse(
  wanted: string,
  transport: MoodleTransport,
  access: Access,
  { signal }: Effects,
): Promise<number> {
  const courses = required(await transport.courses(access, signal));
  return choose(wanted, courses, ({ id, name }) => ({ name, ids: [String(id)] })).id;
}

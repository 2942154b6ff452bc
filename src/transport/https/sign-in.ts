/** Who a server takes us for: a token that was pasted, one for a name and the course's code, or a name alone. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Access } from "../../core/submission/transport.ts";
import { askFor } from "./ask.ts";
import { fetchAssignments } from "./assignments.ts";
import type { Meaning } from "./refusal.ts";
import type { Server } from "./server.ts";

/** The whole of it, or the line in which `mograder token` prints it after the name. A header must hold it. */
const TOKEN = /^(?:([^:]+): )?(([ -9;-~¡-ÿ]+):[0-9a-f]{64})$/;

const registeredSchema = v.object({ token: v.string(), user: v.string() });

export async function signIn(
  pasted: string,
  server: Server,
  signal: AbortSignal,
): Promise<Access | TransportFailure> {
  const access = readToken(pasted);
  if (access === undefined) return { failure: "bad-token" };
  const failure = await look(server, access, signal);
  if (failure?.failure !== "unreachable") return failure ?? access;
  // Browsers ask beforehand whether a token may be sent, and mograder's ASGI routes have no answer to that.
  const isThere = (await look(server, null, signal))?.failure !== "unreachable";
  if (!isThere) return failure;
  const again = await look(server, access, signal);
  return again?.failure === "unreachable"
    ? { failure: "pages-refused", host: server.host }
    : (again ?? access);
}

export async function enter(
  name: string,
  server: Server,
  signal: AbortSignal,
): Promise<Access | TransportFailure> {
  const user = name.trim();
  if (!isUserName(user)) return { failure: "bad-user-name", name: user };
  return (await look(server, null, signal)) ?? { token: "", user, name: user };
}

export async function register(
  name: string,
  code: string,
  server: Server,
  signal: AbortSignal,
): Promise<Access | TransportFailure> {
  const user = name.trim();
  if (!isUserName(user)) return { failure: "bad-user-name", name: user };
  const body = JSON.stringify({ user, enrollment_code: code });
  const asked = await askToRegister(server, user, body, signal);
  if (!isFailure(asked)) {
    const access = readToken(asked.answer.token);
    return access?.user === user ? access : { failure: "server-broken", host: server.host, status: 200 };
  }
  // Who needs no token cannot get one.
  const entered = asked.failure === "registration-off" ? await enter(user, server, signal) : asked;
  return isFailure(entered) ? asked : entered;
}

async function askToRegister(server: Server, user: string, body: string, signal: AbortSignal) {
  const url = `${server.url}/register`;
  const means = meaningFor(server, user);
  const asked = await askFor(url, registeredSchema, {
    access: null,
    body,
    type: "application/json",
    means,
    signal,
  });
  if (!isFailure(asked) || asked.failure !== "unreachable") return asked;
  // mograder's ASGI routes answer no preflight, and read JSON whatever it calls itself.
  return askFor(url, registeredSchema, { access: null, body, type: "text/plain", means, signal });
}

/** Of the refusals of registering, mograder's in its words and `serve-course`'s alike. */
function meaningFor({ host }: Server, user: string): Meaning {
  return (status, words) => {
    if (status === 409) return { failure: "name-taken", name: user };
    if (status === 400 && /user/i.test(words)) return { failure: "bad-user-name", name: user };
    const isOff = (status === 403 && /not enabled/i.test(words)) || (status === 400 && /secret/i.test(words));
    if (isOff) return { failure: "registration-off", host };
    return status === 403 ? { failure: "wrong-code", host } : undefined;
  };
}

/** Whether there is such a server, and this person is let in. */
async function look(
  server: Server,
  access: Access | null,
  signal: AbortSignal,
): Promise<TransportFailure | undefined> {
  const list = await fetchAssignments(server, access, signal);
  return isFailure(list) ? list : undefined;
}

/** Undefined for what is no token. */
export function readToken(pasted: string): Access | undefined {
  const [, before, token, user] = TOKEN.exec(pasted.trim()) ?? [];
  if (token === undefined || user === undefined || (before !== undefined && before !== user))
    return undefined;
  return { token, user, name: user };
}

/** As mograder takes them. */
function isUserName(name: string): boolean {
  return /^(?!__)[A-Za-z0-9._-]{1,100}$/.test(name) && !name.includes("..");
}

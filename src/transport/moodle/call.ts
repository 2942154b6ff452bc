/**
 * One call of a script or a function of Moodle's. Only what browsers send without asking beforehand, for Moodle answers
 * no preflight: forms without any header of ours. The token is in the form, never in an address.
 */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import { readJson, request } from "../request.ts";
import { errorSchema, failureOf } from "./failures.ts";

export interface Site {
  /** Moodle's `wwwroot`, without a slash at the end. */
  readonly url: string;
  readonly host: string;
}

/** Who asks where, and until when they want to know. */
export interface Caller {
  readonly site: Site;
  readonly token: string;
  readonly signal: AbortSignal;
}

/** Before there is a token. */
export type Visitor = Omit<Caller, "token">;

/** Moodle takes no `true` and no `false`: truth is 1 and 0. */
export type Parameters = Readonly<Record<string, string | number>>;

interface Expected<Schema extends v.GenericSchema> {
  readonly schema: Schema;
  /** What it means that Moodle does not have what was asked for. */
  readonly missing?: TransportFailure;
}

interface Call<Schema extends v.GenericSchema> extends Expected<Schema> {
  readonly name: string;
  readonly parameters?: Parameters;
}

/** A function of the web services, as the owner of a token. */
export async function call<const Schema extends v.GenericSchema>(
  caller: Caller,
  { name, parameters = {}, ...expected }: Call<Schema>,
): Promise<Answer<Schema> | TransportFailure> {
  const body = form({ wstoken: caller.token, wsfunction: name, moodlewsrestformat: "json", ...parameters });
  const answer = await post(caller, "/webservice/rest/server.php", body, expected);
  return isFailure(answer) ? explain(answer, caller) : answer;
}

/** In an object of its own, for `null` is a whole answer of Moodle's. */
export interface Answer<Schema extends v.GenericSchema> {
  readonly answer: v.InferOutput<Schema>;
}

/** Whatever the status says: Moodle reports failures with 200. */
export async function post<const Schema extends v.GenericSchema>(
  { site, signal }: Visitor,
  path: string,
  body: URLSearchParams | FormData,
  { schema, missing }: Expected<Schema>,
): Promise<Answer<Schema> | TransportFailure> {
  const response = await request(site.url + path, { method: "POST", body, signal });
  if (isFailure(response)) return response;
  const json = await readJson(response, signal);
  if (isFailure(json)) return json;
  const { status } = response;
  const error = v.safeParse(errorSchema, json.value);
  if (error.success) return failureOf(error.output, site.host, status, missing);
  const read = v.safeParse(schema, json.value);
  return read.success ? { answer: read.output } : { failure: "server-broken", host: site.host, status };
}

export function form(fields: Parameters): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) body.set(name, String(value));
  return body;
}

/** Whether there is a Moodle with its services on. Every version answers to a form without a name and a password. */
export async function probe(visitor: Visitor): Promise<undefined | TransportFailure> {
  const answer = await post(visitor, "/login/token.php", form({}), { schema: v.never() });
  if (!isFailure(answer)) return undefined;
  if (answer.failure === "server-broken" && answer.status < 500) {
    return { failure: "not-moodle", host: visitor.site.host };
  }
  // It misses the name: it would take one.
  return answer.failure === "server-refused" ? undefined : answer;
}

/**
 * Where the services are off, the answer has no header for pages of other sites, and reads as no answer at all. The
 * script for signing in always has it, and knows why.
 */
async function explain(failure: TransportFailure, visitor: Visitor): Promise<TransportFailure> {
  if (failure.failure !== "unreachable" && failure.failure !== "server-broken") return failure;
  const told = await probe(visitor);
  const isReason = told?.failure === "services-off" || told?.failure === "maintenance";
  return isReason ? told : failure;
}

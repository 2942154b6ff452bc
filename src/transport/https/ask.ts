/** One question to a server of mograder's protocol: the token goes along, and whatever is no answer is a failure. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Access } from "../../core/submission/transport.ts";
import { readJson, request } from "../request.ts";
import { type Meaning, refusalOf } from "./refusal.ts";

export interface Question {
  /** Null for an address that is not the server's own. */
  readonly access: Access | null;
  /** Makes it a POST. */
  readonly body?: BodyInit;
  readonly type?: string;
  readonly means?: Meaning;
  readonly signal: AbortSignal;
}

/**
 * A successful answer, whatever is in it. Without a token there is no header that a browser would want to ask for
 * beforehand: mograder's ASGI routes do not answer to that.
 */
export async function ask(url: string, question: Question): Promise<Response | TransportFailure> {
  const { access, body, type, means, signal } = question;
  const response = await request(url, {
    ...(body === undefined ? {} : { method: "POST", body }),
    headers: {
      ...(access === null || access.token === "" ? {} : { authorization: `Bearer ${access.token}` }),
      ...(type === undefined ? {} : { "content-type": type }),
    },
    signal,
  });
  return isFailure(response) || response.ok ? response : refusalOf(response, means, signal);
}

/** A successful answer of this form. */
export async function askFor<Schema extends v.GenericSchema>(
  url: string,
  schema: Schema,
  question: Question,
): Promise<{ readonly answer: v.InferOutput<Schema> } | TransportFailure> {
  const response = await ask(url, question);
  if (isFailure(response)) return response;
  const json = await readJson(response, question.signal);
  if (isFailure(json)) return json;
  const read = v.safeParse(schema, json.value);
  if (read.success) return { answer: read.output };
  return { failure: "server-broken", host: new URL(url).host, status: response.status };
}

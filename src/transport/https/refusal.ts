/** What a server's no stands for. mograder tells by status and an English sentence, `serve-course` by a code besides. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import { oneLine } from "../foreign-text.ts";
import { readJson } from "../request.ts";

const MOST_WORDS = 300;

const errorSchema = v.object({ error: v.string() });

/** What a refusal stands for where it was asked for; undefined for what it is anywhere. `words`: the server's own, or "". */
export type Meaning = (status: number, words: string) => TransportFailure | undefined;

/** The meaning where a thing that was asked for may be missing. */
export function missing(failure: TransportFailure): Meaning {
  return (status) => (status === 404 ? failure : undefined);
}

export async function refusalOf(
  response: Response,
  means: Meaning | undefined,
  signal: AbortSignal,
): Promise<TransportFailure> {
  const { status, headers, url } = response;
  const { host } = new URL(url);
  const json = await readJson(response, signal);
  if (isFailure(json)) return json;
  const words = v.is(errorSchema, json.value) ? oneLine(json.value.error, MOST_WORDS) : "";
  const meant = means?.(status, words);
  if (meant !== undefined) return meant;
  switch (status) {
    case 401:
      return { failure: "signed-out", host };
    case 403:
      return { failure: "forbidden", host };
    case 429:
      return { failure: "too-many-tries", host, seconds: readSeconds(headers.get("retry-after")) };
    default:
      return words === "" || status === 404
        ? { failure: "server-broken", host, status }
        : { failure: "server-refused", host, status, message: words };
  }
}

/** `Retry-After` of RFC 9110, where a server says seconds and lets us read it. */
function readSeconds(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** The JSON that a request carries, if it is short and of the right shape. */
import type { IncomingMessage } from "node:http";
import * as v from "valibot";
import { MOST_BODY } from "../../src/core/live/protocol.ts";

export type BodyFailure = "too-large" | "not-json" | "bad-request";

export async function readBody<const S extends v.GenericSchema>(
  request: IncomingMessage,
  schema: S,
): Promise<{ readonly value: v.InferOutput<S> } | { readonly failure: BodyFailure }> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers["content-type"] ?? "")) {
    return { failure: "not-json" };
  }
  const text = await readText(request);
  if (text === undefined) return { failure: "too-large" };
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return read.success ? { value: read.output } : { failure: "bad-request" };
}

/** `undefined` as soon as it is known to be too long; the rest is not read. Rejects when the sender leaves. */
function readText(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > MOST_BODY) return Promise.resolve(undefined);
  return new Promise((settle, fail) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > MOST_BODY) {
        request.pause();
        settle(undefined);
      }
    });
    request.on("end", () => settle(Buffer.concat(chunks).toString("utf8")));
    request.on("error", fail);
  });
}

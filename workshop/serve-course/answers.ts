/** How answers are made: JSON, files, and refusals. */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { FoundFile } from "../../src/host/find-file.ts";
import { type SendFile, sendContent } from "../../src/host/send-file.ts";
import { isNodeError } from "../error.ts";
import { Refused } from "./refused.ts";
import type { Noted } from "./request-log.ts";

export interface CourseEnvironment {
  Bindings: HttpBindings & { readonly noted: Noted };
}

/** A copy may be kept by who asked, and is good when the server says so. */
const kept = { "cache-control": "private, no-cache", vary: "authorization" };

/** JSON with a tag, or 304 to whoever has it. */
export function sendJson({ env }: Context<CourseEnvironment>, text: string): Response {
  sendContent(text, env.incoming, env.outgoing, { ...kept, "content-type": "application/json" });
  return RESPONSE_ALREADY_SENT;
}

/** A file with a tag, or 304. */
export async function sendFound(
  { env }: Context<CourseEnvironment>,
  file: FoundFile,
  send: SendFile,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const all = { ...kept, "content-type": "application/octet-stream", ...headers };
  await send(file, env.incoming, env.outgoing, all);
  return RESPONSE_ALREADY_SENT;
}

/** `tell`: hears of what is nobody's fault but ours. */
export function answerError(
  error: unknown,
  { env, json }: Context<CourseEnvironment>,
  tell: (text: string) => void,
): Response {
  const refusal = asRefusal(error);
  // A client that has left is nothing to tell of.
  if (refusal.code === "not-stored" && !env.incoming.socket.destroyed) tell(printMistake(error));
  env.noted.refusal = refusal.code;
  if (env.outgoing.headersSent) {
    env.outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const headers = refusal.wait === undefined ? {} : { "retry-after": String(refusal.wait) };
  return json(printRefusal(refusal), refusal.status, headers);
}

function asRefusal(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const isFull = isNodeError(error) && /^(?:ENOSPC|EDQUOT|EFBIG)$/.test(error.code ?? "");
  return new Refused(isFull ? "disk-full" : "not-stored");
}

function printMistake(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** mograder's form, and a code that programs can rely on. */
export function printRefusal({ message, code }: Refused): { readonly error: string; readonly code: string } {
  return { error: message, code };
}

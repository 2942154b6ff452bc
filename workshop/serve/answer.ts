/** What each address answers, and to whom. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import {
  COCKPIT_EVENTS,
  EVENTS,
  PRESENCE,
  presenceSchema,
  RELEASE,
  releaseRequestSchema,
} from "../../src/core/live/protocol.ts";
import { readTarget } from "../../src/host/find-file.ts";
import { type RefusalCode, refusalSentences } from "../../src/words/serve.ts";
import { type HostRules, isAllowedHost, isOwnPage } from "../web/hosts.ts";
import { type EventStreams, formatEvent, formatRetry } from "./event-streams.ts";
import type { Live } from "./live.ts";
import { readBody } from "./read-body.ts";
import { answerFile, type SiteFilesParts } from "./site-files.ts";
import type { TokenVerdict } from "./token-guard.ts";

export interface AnswerParts extends SiteFilesParts {
  readonly live: Live;
  readonly hosts: HostRules;
  readonly guard: (request: IncomingMessage) => TokenVerdict;
}

type Answer = (parts: AnswerParts, request: IncomingMessage, response: ServerResponse) => unknown;

const addresses: ReadonlyMap<string, { readonly method: "GET" | "POST"; readonly answer: Answer }> = new Map([
  [EVENTS, { method: "GET", answer: answerEvents }],
  [PRESENCE, { method: "POST", answer: answerPresence }],
  [COCKPIT_EVENTS, { method: "GET", answer: withToken(answerCockpit) }],
  [RELEASE, { method: "POST", answer: withToken(answerRelease) }],
]);

export async function answer(
  parts: AnswerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isAllowedHost(request.headers.host, parts.hosts)) return refuse(response, 421, "other-host");
  const names = readTarget(request.url ?? "");
  const address = addresses.get(names?.join("/") ?? "");
  if (address === undefined) return answerFile(parts, names, request, response);
  if (request.method !== address.method) {
    return refuse(response, 405, "other-method", { allow: address.method });
  }
  if (!isOwnPage(request, parts.hosts)) return refuse(response, 403, "other-site");
  await address.answer(parts, request, response);
}

function answerEvents({ live }: AnswerParts, request: IncomingMessage, response: ServerResponse): void {
  const seen = request.headers["last-event-id"];
  listen(live.pages, live.greeting(typeof seen === "string" ? seen : undefined), request, response);
}

function answerCockpit({ live }: AnswerParts, request: IncomingMessage, response: ServerResponse): void {
  listen(live.cockpits, formatEvent("room", live.room()), request, response);
}

function listen(
  streams: EventStreams,
  greeting: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const first = formatRetry(Math.random()) + greeting;
  if (!streams.open(request, response, first)) refuse(response, 503, "too-many", { "retry-after": "60" });
}

async function answerPresence(
  { live }: AnswerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, presenceSchema);
  if ("failure" in body) return refuseBody(response, body.failure);
  const refusal = live.take(body.value, request.socket.remoteAddress ?? "");
  if (refusal === "unknown") refuse(response, 404, "unknown-exercise");
  else if (refusal === "too-many") refuse(response, 429, "too-many", { "retry-after": "60" });
  else response.writeHead(204, { "cache-control": "no-store" }).end();
}

async function answerRelease(
  { live }: AnswerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, releaseRequestSchema);
  if ("failure" in body) return refuseBody(response, body.failure);
  const outcome = await live.release(body.value);
  if (!("failure" in outcome)) return sendJson(response, 200, outcome);
  const { status, ...failure } = outcome;
  sendJson(response, status, failure);
}

function withToken(inner: Answer): Answer {
  return (parts, request, response) => {
    const verdict = parts.guard(request);
    switch (verdict.kind) {
      case "right":
        return inner(parts, request, response);
      case "missing":
      case "wrong":
        return refuse(response, 401, "wrong-token", { "www-authenticate": "Bearer" });
      case "later":
        return refuse(response, 429, "too-many-wrong", { "retry-after": String(verdict.seconds) });
      default:
        return verdict satisfies never;
    }
  };
}

const bodyStatus = { "too-large": 413, "not-json": 415, "bad-request": 400 } as const;

function refuseBody(response: ServerResponse, failure: keyof typeof bodyStatus): void {
  refuse(response, bodyStatus[failure], failure);
}

/** The connection ends with it, so that a body that nobody wants is not waited for. */
function refuse(
  response: ServerResponse,
  status: number,
  failure: RefusalCode,
  headers: OutgoingHttpHeaders = {},
): void {
  const message = refusalSentences[failure];
  sendJson(response, status, { failure, message }, { ...headers, connection: "close" });
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  const text = JSON.stringify(value);
  const all = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  response.writeHead(status, { ...all, ...headers }).end(text);
}

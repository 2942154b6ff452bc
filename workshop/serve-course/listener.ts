/** Between Node's server and the app: what every request and every answer gets. */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { CourseRefusal } from "../../src/words/serve-course.ts";
import type { UnreadStatus } from "../web/server.ts";
import { type CourseEnvironment, printRefusal } from "./answers.ts";
import { Refused } from "./refused.ts";
import { logRequest, type Noted } from "./request-log.ts";
import type { CourseApp } from "./routes.ts";

/**
 * Every answer may be read by a page of any origin: what is secret here needs a token, and no cookie. The first three are
 * mograder's, on every answer as there; pages may also see what a retry or a copy needs.
 */
const crossOrigin = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "Content-Type, Authorization",
  "access-control-expose-headers": "ETag, Retry-After",
  "access-control-max-age": "600",
} as const;

export function createListener(
  app: CourseApp,
  log: (line: string) => void,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const known = new WeakMap<object, CourseEnvironment["Bindings"]>();
  const answer = getRequestListener((request, { incoming }) => app.fetch(request, known.get(incoming)), {
    // A request of HTTP/1.0 may come without.
    hostname: "localhost",
    overrideGlobalObjects: false,
    // It would cut off clients that are still sending half a second after their answer.
    autoCleanupIncoming: false,
    // What is no address at all.
    errorHandler: () => Response.json(printRefusal(new Refused("bad-request")), { status: 400 }),
  });
  return async (request, response) => {
    const noted: Noted = {};
    known.set(request, { incoming: request, outgoing: response, noted });
    for (const [name, value] of Object.entries(crossOrigin)) response.setHeader(name, value);
    logRequest(request, response, noted, log);
    drainAfter(request, response);
    await answer(request, response);
  };
}

const unread = {
  400: "bad-request",
  408: "too-slow",
  431: "head-too-large",
} as const satisfies Record<UnreadStatus, CourseRefusal>;

/** The answer to what never became a request, or never came to its end: pages of other origins may read this one, too. */
export function printUnread(status: UnreadStatus): string {
  const body = JSON.stringify(printRefusal(new Refused(unread[status])));
  const headers = {
    ...crossOrigin,
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", body].join("\r\n");
}

/** So long, and for so many bytes, a client that was refused may go on sending: while it sends it reads no answer. */
const PATIENCE = 30_000;
const MOST_UNWANTED = 64 * 1024 * 1024;

/** Lets what nobody wants of a request run out when its answer has gone. */
function drainAfter(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    request.resume();
    if (request.complete || request.destroyed) return;
    let bytes = 0;
    const timer = setTimeout(() => request.destroy(), PATIENCE);
    request.once("close", () => clearTimeout(timer));
    request.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > MOST_UNWANTED) request.destroy();
    });
  });
}

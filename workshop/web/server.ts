/** The HTTP server, with limits on how long anybody may keep it waiting. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { isNodeError } from "../error.ts";

export interface Tls {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly tls: Tls | undefined;
  readonly patience?: Patience;
  /** The whole answer, head and all, to what is no request or does not come to an end; Node's own without it. */
  readonly refusal?: (status: UnreadStatus) => string;
}

/** Milliseconds, but for `connections`. */
export interface Patience {
  /** Within these a request's head must be there, and the whole of it. */
  readonly head: number;
  readonly request: number;
  /** Of a connection on which nothing moves. */
  readonly idle: number;
  /** At once. */
  readonly connections: number;
}

export type UnreadStatus = 400 | 408 | 431;

export interface RunningServer {
  readonly port: number;
  /** Takes no more connections, and ends those that are open. */
  close(): Promise<void>;
  /** Takes no more connections, and ends those that are open when their answers are out, or after `grace` milliseconds. */
  finish(grace: number): Promise<void>;
}

/** What takes longer is not a browser's; event streams have a heartbeat four times as often as the idle time. */
const BROWSERS: Patience = { head: 5_000, request: 8_000, idle: 60_000, connections: 10_000 };
/** Longer than browsers wait between two questions of one page load. Milliseconds. */
const KEEP_ALIVE = 10_000;
const HANDSHAKE = 10_000;
/** So often it is looked for connections that are over. Milliseconds. */
const LOOK = 50;

/** `failed`: hears of mistakes of ours. Rejects with the system's error when it cannot listen, and with OpenSSL's for a certificate that is none. */
export async function startServer(
  { host, port, tls, patience = BROWSERS, refusal }: ServerOptions,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  failed: (mistake: Error) => void,
): Promise<RunningServer> {
  // Whatever goes wrong with one request ends its connection and no other.
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy();
      // What has a code is the network's or the disk's: a sender that left, a file that vanished.
      if (error instanceof Error && !("code" in error)) failed(error);
    });
  };
  const timeouts = {
    headersTimeout: patience.head,
    requestTimeout: patience.request,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: KEEP_ALIVE,
  };
  const server =
    tls === undefined
      ? createServer(timeouts, listener)
      : createTlsServer({ ...timeouts, ...tls, handshakeTimeout: HANDSHAKE }, listener);
  server.timeout = patience.idle;
  server.maxConnections = patience.connections;
  if (refusal !== undefined) server.on("clientError", (error, socket) => refuse(error, socket, refusal));
  const bound = await listen(server, port, host);
  return {
    port: bound,
    close: () => close(server),
    finish: (grace) => finish(server, grace),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((settle, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      const address = server.address();
      settle(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle());
    server.closeAllConnections();
  });
}

async function finish(server: Server, grace: number): Promise<void> {
  const aborter = new AbortController();
  const { signal } = aborter;
  const ended = new Promise<void>((settle) => server.close(() => settle()));
  // A connection that has its answer stays open for the next question, which is not to come.
  const look = setInterval(() => server.closeIdleConnections(), LOOK);
  const late = pause(grace, undefined, { signal }).then(
    () => server.closeAllConnections(),
    () => undefined,
  );
  await ended;
  clearInterval(look);
  aborter.abort();
  await late;
}

/** What was written before stands: a second answer would be taken for that of the next request. */
function refuse(
  error: Error,
  socket: Duplex & { readonly bytesWritten?: number },
  refusal: (status: UnreadStatus) => string,
): void {
  const code = isNodeError(error) || "code" in error ? String(error.code) : "";
  if (code === "ECONNRESET" || !socket.writable || socket.bytesWritten !== 0) socket.destroy();
  else socket.end(refusal(statusOf(code)), () => socket.destroy());
}

function statusOf(code: string): UnreadStatus {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  return code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
}

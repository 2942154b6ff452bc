/** The HTTP server, with limits on how long anybody may keep it waiting. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";

export interface Tls {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no more connections, and ends those that are open. */
  close(): Promise<void>;
}

/** A request's head and body must be there within these; what takes longer is not a browser's. Milliseconds. */
const timeouts = {
  headersTimeout: 5_000,
  requestTimeout: 8_000,
  connectionsCheckingInterval: 1_000,
  /** Longer than browsers wait between two questions of one page load. */
  keepAliveTimeout: 10_000,
};
/** Of a connection on which nothing moves: event streams have a heartbeat four times as often. */
const IDLE = 60_000;
const HANDSHAKE = 10_000;
const MOST_CONNECTIONS = 10_000;

/** `failed`: hears of mistakes of ours. Rejects with the system's error when it cannot listen, and with OpenSSL's for a certificate that is none. */
export async function startServer(
  { host, port, tls }: { readonly host: string; readonly port: number; readonly tls: Tls | undefined },
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
  const server =
    tls === undefined
      ? createServer(timeouts, listener)
      : createTlsServer({ ...timeouts, ...tls, handshakeTimeout: HANDSHAKE }, listener);
  server.timeout = IDLE;
  server.maxConnections = MOST_CONNECTIONS;
  const bound = await listen(server, port, host);
  return {
    port: bound,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
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

/**
 * A bad network before a good server. What comes in goes to `target` and back, under another address; a fault spoils the
 * next request that it is meant for, and the server gets of that what it would get in a real network.
 *
 *     const proxy = await startFaultProxy(server.url);
 *     await proxy.fail("lose-answer", /^POST .*\/submit/);
 *     … use proxy.url instead of server.url …
 *     expect(proxy.requests.map(({ fault }) => fault)).toEqual([null, "lose-answer", null]);
 *     await proxy.close();
 */
import {
  type ClientRequest,
  createServer,
  request as forward,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from "node:http";
import { finished } from "node:stream/promises";

export type FaultKind =
  /** Nobody listens: connections are refused, also of requests that match nothing, until the next `fail`. */
  | "refuse"
  /** The connection breaks when the server has half of the body. */
  | "reset-upload"
  /** The server gets all of it and answers; the connection breaks before the answer. */
  | "lose-answer"
  /** The server gets nothing, and the answer is status 500 without words. */
  | "status-500"
  /** The server gets nothing, and the answer is status 401 in mograder's words: a token that is not good any more. */
  | "expired"
  /** The server gets nothing, and the answer is a page of HTML with status 200, as hotels' networks give it. */
  | "html"
  /** The server gets all of it and answers; the answer waits until the next `fail`. */
  | "stall"
  /** The server gets all of it and answers; the connection breaks in the middle of the answer's body. */
  | "wrong-length";

export interface ProxiedRequest {
  readonly method: string;
  /** With the query, as it was asked for. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  /** What was made of it. A connection that was refused is no request. */
  readonly fault: FaultKind | null;
}

export interface FaultProxy {
  /** Without a slash at the end; stays the same. */
  readonly url: string;
  /**
   * Spoils the next `times` requests whose `METHOD /path` matches; by default one, and no preflight of a browser's.
   * What was asked for before is forgotten, what stalled goes on, and who was refused is let in. Null: all is well.
   */
  fail(next: FaultKind | null, match?: RegExp, times?: number): Promise<void>;
  /** All that came, in the order in which their bodies were complete. */
  readonly requests: readonly ProxiedRequest[];
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. Made-up answers allow pages of other origins to read them, as the real ones do. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const requests: ProxiedRequest[] = [];
  const stalled = new Set<() => void>();
  let planned: { fault: FaultKind; match: RegExp; left: number } | null = null;

  function takeFault(name: string): FaultKind | null {
    if (planned === null || planned.left < 1 || !planned.match.test(name)) return null;
    planned.left -= 1;
    return planned.fault;
  }

  const server = createServer((request, response) => {
    // A browser repeats by itself what it sent on a connection that it had used before.
    response.setHeader("connection", "close");
    void readBody(request).then((body) => {
      const { method = "", url: path = "", headers } = request;
      const fault = takeFault(`${method} ${path}`);
      requests.push({ method, path, headers, body, fault });
      spoil({ target, request, body, response, fault, stalled });
    });
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async fail(next, match = /^(?!OPTIONS)/, times = 1) {
      planned = next === null ? null : { fault: next, match, left: times };
      for (const goOn of stalled) goOn();
      stalled.clear();
      if (next === "refuse") await stop(server);
      else if (!server.listening) await listen(server, port);
    },
    close: () => stop(server),
  };
}

interface Exchange {
  readonly target: string;
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
  readonly fault: FaultKind | null;
  readonly stalled: Set<() => void>;
}

function spoil(exchange: Exchange): void {
  const { response, fault, stalled } = exchange;
  const breakOff = () => response.socket?.resetAndDestroy();
  switch (fault) {
    case null:
    case "refuse":
      pass(exchange, (answer) => answer());
      break;
    case "reset-upload":
      cut(exchange, breakOff);
      break;
    case "lose-answer":
      pass(exchange, breakOff);
      break;
    case "stall":
      pass(exchange, (answer) => stalled.add(answer));
      break;
    case "wrong-length":
      pass(exchange, (_answer, { head, content }) => {
        const { "transfer-encoding": _, ...headers } = head.headers;
        response.writeHead(head.statusCode ?? 0, { ...headers, "content-length": content.length });
        response.write(content.subarray(0, content.length / 2), breakOff);
      });
      break;
    case "status-500":
      send(response, 500, "text/plain", "Internal Server Error");
      break;
    case "expired":
      send(response, 401, "application/json", '{"error": "Authentication required"}');
      break;
    case "html":
      send(response, 200, "text/html", "<!doctype html><title>Welcome to our network</title>");
      break;
    default:
      fault satisfies never;
  }
}

/** Half of the body, and then nobody is there any more. */
function cut(exchange: Exchange, breakOff: () => void): void {
  const upstream = open(exchange, breakOff);
  upstream.write(exchange.body.subarray(0, exchange.body.length / 2), () => {
    upstream.destroy();
    breakOff();
  });
}

interface Answer {
  readonly head: IncomingMessage;
  readonly content: Buffer;
}

/** Lets the server have it; `deliver` gets the whole answer, and a function that passes it on. */
function pass(exchange: Exchange, deliver: (answer: () => void, whole: Answer) => void): void {
  const { body, response } = exchange;
  const upstream = open(exchange, () => response.socket?.resetAndDestroy());
  upstream.on("response", (head) => {
    void readBody(head).then((content) => {
      const headers = { ...head.headers, connection: "close" };
      const answer = () => response.writeHead(head.statusCode ?? 0, headers).end(content);
      deliver(answer, { head, content });
    });
  });
  upstream.end(body);
}

/** The same request to the server; `failed` when that breaks off. */
function open({ target, request, body }: Exchange, failed: () => void): ClientRequest {
  const { method = "GET", url = "/", headers } = request;
  const { hostname, port, host } = new URL(target);
  // What `fetch` would tidy up goes on as it is.
  const options: RequestOptions = { hostname, port, method, path: url, headers: { ...headers, host } };
  const upstream = forward({ ...options, agent: false });
  if (body.length > 0) upstream.setHeader("content-length", body.length);
  upstream.removeHeader("transfer-encoding");
  return upstream.on("error", failed);
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { "content-type": type, "access-control-allow-origin": "*" }).end(text);
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // Whoever breaks off has said all that they had to say.
  message.on("data", (chunk: Buffer) => chunks.push(chunk));
  await finished(message).catch(() => undefined);
  return Buffer.concat(chunks);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((settle, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      settle(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle());
    server.closeAllConnections();
  });
}

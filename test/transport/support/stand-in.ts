/** A server that answers what a test says, and remembers what it was asked: for answers that no good server gives. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface Asked {
  /** `GET /assignments`, with the query. */
  readonly what: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface StandIn {
  /** Without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly asked: readonly Asked[];
}

/** JSON with status 200, or the whole answer by hand; undefined is status 404. */
export type Answers = (what: string, response: ServerResponse) => unknown;

/** Ends with the test. */
export async function standIn(answers: Answers): Promise<StandIn> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const what = `${request.method} ${request.url}`;
    asked.push({ what, headers: request.headers, body: await text(request).catch(() => "") });
    const answer = answers(what, response);
    if (response.headersSent || response.destroyed) return;
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { error: "Not found" }));
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return { url: `http://${host}`, host, asked };
}

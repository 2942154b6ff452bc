/**
 * A static host as plain as the plainest a course may meet: files of a folder, right types, no rewrite rules.
 * `npm start` and the browser tests stand on it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { resolve } from "node:path";
import { findFile, readTarget } from "../src/host/find-file.ts";
import { createFileSender, isReading, type SendFile, sendNotFound } from "../src/host/send-file.ts";

export interface ServeOptions {
  folder: string;
  /** Path that the folder is served under, with a slash at both ends. */
  base?: string;
  /** 0 takes any free port. */
  port?: number;
  /** Called for each request, before its answer: tests count what was asked for. */
  onRequest?: (request: IncomingMessage) => void;
}

export interface Site {
  /** Address of the folder's index, with a slash at the end. */
  url: string;
  port: number;
  /** Ends the server and every connection to it. */
  close(): Promise<void>;
}

async function answer(
  options: Required<ServeOptions>,
  sendFile: SendFile,
  request: IncomingMessage,
  response: ServerResponse,
) {
  options.onRequest(request);
  if (!isReading(request, response)) return;
  const names = readTarget(request.url ?? "", options.base);
  const found = names && (await findFile(options.folder, names));
  if (found === undefined) sendNotFound(response);
  else await sendFile(found, request, response);
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

/** Serves a folder on the loopback address. Rejects with the system's error (`EADDRINUSE`) when it cannot listen. */
export async function serve({
  folder,
  base = "/",
  port = 0,
  onRequest = () => {},
}: ServeOptions): Promise<Site> {
  const options = { folder: resolve(folder), base, port, onRequest };
  const sendFile = createFileSender();
  const server = createServer((request, response) => {
    answer(options, sendFile, request, response).catch(() => response.destroy());
  });
  const bound = await listen(server, port);
  return {
    url: `http://127.0.0.1:${bound}${base}`,
    port: bound,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

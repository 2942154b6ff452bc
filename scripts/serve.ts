/**
 * A static host as plain as the plainest a course may meet: files of a folder, right types, no rewrite rules.
 * `npm start` and the browser tests stand on it.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, resolve, sep } from "node:path";

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

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".gz": "application/gzip",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".py": "text/x-python; charset=utf-8",
  ".svg": "image/svg+xml",
  ".toml": "application/toml",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".zip": "application/zip",
};

/** The build puts at least eight hexadecimal digits of the content's hash into the names that never change. */
const hashedName = /[.-][0-9a-f]{8,64}\.[a-z0-9.]+$/;

interface Found {
  path: string;
  bytes: number;
  modified: Date;
}

/** The file that a request's path stands for; undefined for what is missing or outside of the folder. */
async function find(folder: string, base: string, target: string): Promise<Found | undefined> {
  let path: string;
  try {
    path = decodeURIComponent(new URL(target, "http://host").pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes("\0")) return undefined;
  const file = join(folder, path.slice(base.length) + (path.endsWith("/") ? "index.html" : ""));
  if (!file.startsWith(folder + sep)) return undefined;
  const entry = await stat(file).catch(() => undefined);
  return entry?.isFile() ? { path: file, bytes: entry.size, modified: entry.mtime } : undefined;
}

/** By content for what is small enough to read twice, so that a rebuild of the same bytes keeps its tag. */
async function entityTag({ path, bytes, modified }: Found): Promise<string> {
  if (bytes > 1_000_000) return `"${bytes.toString(16)}-${modified.getTime().toString(16)}"`;
  return `"${createHash("sha256")
    .update(await readFile(path))
    .digest("hex")
    .slice(0, 20)}"`;
}

async function answer(options: Required<ServeOptions>, request: IncomingMessage, response: ServerResponse) {
  options.onRequest(request);
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const found = await find(options.folder, options.base, request.url ?? "/");
  if (found === undefined) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found\n");
    return;
  }
  const headers = {
    "content-type": types[extname(found.path)] ?? "application/octet-stream",
    "cache-control": hashedName.test(found.path) ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
    etag: await entityTag(found),
  };
  if (request.headers["if-none-match"] === headers.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "content-length": found.bytes });
  if (request.method === "HEAD") response.end();
  else
    createReadStream(found.path)
      .on("error", () => response.destroy())
      .pipe(response);
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
  const server = createServer((request, response) => {
    answer({ folder: resolve(folder), base, port, onRequest }, request, response).catch(() =>
      response.destroy(),
    );
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

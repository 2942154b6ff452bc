/** Answers with a file as a plain static host does: type, tag, and for how long it may be kept. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { contentType } from "./content-types.ts";
import type { FoundFile } from "./find-file.ts";

/** The build puts at least eight hexadecimal digits of the content's hash into the names that never change. */
const hashedName = /[.-][0-9a-f]{8,64}\.[a-z0-9.]+$/;

/** Larger files are told apart by size and time, and go out piece by piece. */
const SMALL = 1_000_000;

/** By content, so that a rebuild of the same bytes keeps its tag. */
export function entityTag(content: Uint8Array | string): string {
  return `"${createHash("sha256").update(content).digest("hex").slice(0, 20)}"`;
}

/** False, with the answer given, for a method that only reads files do not know. */
export function isReading(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  // The connection ends with it, so that a body that nobody wants is not waited for.
  response.writeHead(405, { allow: "GET, HEAD", "content-length": 0, connection: "close" }).end();
  return false;
}

export function sendNotFound(response: ServerResponse): void {
  const headers = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" };
  response.writeHead(404, headers).end("Not found\n");
}

/** Answers GET and HEAD with this file, or 304 to whoever has it. `headers` go over those of a static host. */
export async function sendFile(
  { path, bytes, modified }: FoundFile,
  request: IncomingMessage,
  response: ServerResponse,
  headers: OutgoingHttpHeaders = {},
): Promise<void> {
  const caching = hashedName.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
  const all = { "content-type": contentType(path), "cache-control": caching, ...headers };
  if (bytes <= SMALL) return sendContent(await readFile(path), request, response, all);
  const etag = `"${bytes.toString(16)}-${modified.getTime().toString(16)}"`;
  if (!begin(etag, bytes, request, response, all)) return;
  createReadStream(path, { end: bytes - 1 })
    .on("error", () => response.destroy())
    .pipe(response);
}

/** As {@link sendFile}, for content that is at hand. */
export function sendContent(
  content: Uint8Array | string,
  request: IncomingMessage,
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
): void {
  if (begin(entityTag(content), Buffer.byteLength(content), request, response, headers)) {
    response.end(content);
  }
}

/** Sends the headers. True when the body is to follow; without one the answer is complete. */
function begin(
  etag: string,
  bytes: number,
  request: IncomingMessage,
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
): boolean {
  const all = { "x-content-type-options": "nosniff", etag, ...headers };
  if (isKnown(request.headers["if-none-match"], etag)) {
    response.writeHead(304, all).end();
    return false;
  }
  response.writeHead(200, { ...all, "content-length": bytes });
  if (request.method === "HEAD") response.end();
  return request.method !== "HEAD";
}

/** RFC 9110: a list, compared weakly, for hosts in between make tags weak when they compress. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return tags.includes(etag);
}

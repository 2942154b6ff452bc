/** Answers with a file as a plain static host does: type, tag, and for how long it may be kept. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { contentType } from "./content-types.ts";
import type { FoundFile } from "./find-file.ts";

/** The build puts at least eight hexadecimal digits of the content's hash into the names that never change. */
const hashedName = /[.-][0-9a-f]{8,64}\.[a-z0-9.]+$/;

/** Up to here a file is read anew for each request. Bytes. */
const SMALL = 16_384;
/** Up to here all requests share one copy in memory; larger files go out piece by piece. Bytes. */
const SHARED = 1_000_000;
const MOST_SHARED = 24_000_000;

/** Answers GET and HEAD with a file, or 304 to whoever has it. `headers` go over those of a static host. */
export type SendFile = (
  file: FoundFile,
  request: IncomingMessage,
  response: ServerResponse,
  headers?: OutgoingHttpHeaders,
) => Promise<void>;

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

/** A crowd that comes at once has each file read once, and whoever takes it slowly holds no copy. */
export function createFileSender(): SendFile {
  const shared = new Map<string, { readonly version: string; readonly content: Promise<Uint8Array> }>();
  let total = 0;

  function share({ path, bytes, version }: FoundFile): Promise<Uint8Array> {
    const known = shared.get(path);
    if (known?.version === version) return known.content;
    if (total + bytes > MOST_SHARED) {
      shared.clear();
      total = 0;
    }
    total += bytes;
    const content = readFile(path);
    shared.set(path, { version, content });
    content.catch(() => shared.delete(path));
    return content;
  }

  return async (file, request, response, headers = {}) => {
    const { path, bytes, version } = file;
    const caching = hashedName.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
    const all = { "content-type": contentType(path), "cache-control": caching, ...headers };
    if (bytes <= SMALL) return sendContent(await readFile(path), request, response, all);
    if (bytes <= SHARED) return sendContent(await share(file), request, response, all);
    if (!begin(`"${version}"`, bytes, request, response, all)) return;
    // Ends both when one ends: whoever leaves in the middle would leave the file open.
    pipeline(createReadStream(path, { end: bytes - 1 }), response, () => undefined);
  };
}

/** By content, so that a rebuild of the same bytes keeps it. */
function entityTag(content: Uint8Array | string): string {
  return `"${createHash("sha256").update(content).digest("hex").slice(0, 20)}"`;
}

/** As {@link SendFile}, for content that is at hand. */
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

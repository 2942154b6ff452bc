/** One request of a transport: every outcome is a value, and nothing of ours goes anywhere but to the address given. */
import type { TransportFailure } from "../core/submission/failure.ts";

/** Larger answers are no lists, states or notebooks. Bytes. */
const MOST_TEXT = 16 * 1024 * 1024;

export interface RequestOptions {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly signal: AbortSignal;
}

/**
 * Without credentials and caches. A redirect is looked at and never followed: neither a token nor work goes where a
 * server points.
 */
export async function request(
  url: string,
  { signal, ...options }: RequestOptions,
): Promise<Response | TransportFailure> {
  const { host, protocol } = new URL(url);
  try {
    const response = await fetch(url, {
      ...options,
      signal,
      credentials: "omit",
      cache: "no-store",
      redirect: "manual",
      referrerPolicy: "no-referrer",
    });
    if (!isRedirect(response)) return response;
    leave(response.body);
    return { failure: "redirected", host };
  } catch {
    if (signal.aborted) return { failure: "interrupted" };
    return isMixedContent(protocol, host)
      ? { failure: "mixed-content", host }
      : { failure: "unreachable", host };
  }
}

/** Browsers hide even the status of one that was not followed. */
function isRedirect({ type, status }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && status < 400);
}

/** The whole of an answer. An answer that breaks off is none. */
export async function readBlob(
  response: Response,
  name: string,
  most: number,
  signal: AbortSignal,
): Promise<Blob | TransportFailure> {
  const { host } = new URL(response.url);
  if (Number(response.headers.get("content-length") ?? 0) > most) {
    leave(response.body);
    return { failure: "download-too-large", name, limit: most };
  }
  try {
    const blob = await readUpTo(response, most);
    return blob ?? { failure: "download-too-large", name, limit: most };
  } catch {
    return signal.aborted ? { failure: "interrupted" } : { failure: "unreachable", host };
  }
}

/** The rest may stay where it is; that it breaks off instead is all the same. */
function leave(body: Pick<ReadableStream, "cancel"> | null | undefined): void {
  body?.cancel().catch(() => undefined);
}

/** Undefined when it is larger. */
async function readUpTo(response: Response, most: number): Promise<Blob | undefined> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    bytes += read.value.byteLength;
    if (bytes > most) {
      leave(reader);
      return undefined;
    }
    chunks.push(read.value);
  }
  return new Blob(chunks, { type: response.headers.get("content-type") ?? "" });
}

/** The value that an answer's JSON stands for; undefined for what is no JSON, or larger than any of ours. */
export async function readJson(
  response: Response,
  signal: AbortSignal,
): Promise<{ readonly value: unknown } | TransportFailure> {
  const blob = await readBlob(response, "", MOST_TEXT, signal);
  if ("failure" in blob) return blob.failure === "download-too-large" ? { value: undefined } : blob;
  try {
    return { value: JSON.parse(await blob.text()) };
  } catch {
    return { value: undefined };
  }
}

/** Browsers let a page from https ask only https, and this machine. */
function isMixedContent(protocol: string, host: string): boolean {
  const page = "location" in globalThis ? globalThis.location.protocol : "";
  return (
    page === "https:" && protocol === "http:" && !/^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(host)
  );
}

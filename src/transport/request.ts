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

/** Without credentials, caches and redirects: a token must not follow a server's word to another. */
export async function request(
  url: string,
  { signal, ...options }: RequestOptions,
): Promise<Response | TransportFailure> {
  const { host, protocol } = new URL(url);
  try {
    return await fetch(url, {
      ...options,
      signal,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
  } catch {
    if (signal.aborted) return { failure: "interrupted" };
    return isMixedContent(protocol, host)
      ? { failure: "mixed-content", host }
      : { failure: "unreachable", host };
  }
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
    void response.body?.cancel();
    return { failure: "download-too-large", name, limit: most };
  }
  try {
    const blob = await response.blob();
    return blob.size > most ? { failure: "download-too-large", name, limit: most } : blob;
  } catch {
    return signal.aborted ? { failure: "interrupted" } : { failure: "unreachable", host };
  }
}

/** The value that an answer's JSON stands for; undefined for what is no JSON. */
export async function readJson(
  response: Response,
  signal: AbortSignal,
): Promise<{ readonly value: unknown } | TransportFailure> {
  const blob = await readBlob(response, "", MOST_TEXT, signal);
  if ("failure" in blob) return blob;
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

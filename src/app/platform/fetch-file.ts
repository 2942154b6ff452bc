/** One file over the network, as a value. Never with cookies: nothing we fetch is anybody's secret. */
import type { ShellFailure } from "../../state/failure.ts";

export async function fetchFile(
  url: string,
  signal: AbortSignal,
  cache: RequestCache = "default",
): Promise<Response | ShellFailure> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { signal, cache, credentials: "omit", referrerPolicy: "no-referrer" });
    if (response.ok) return response;
    return { failure: "not-found", host, status: response.status };
  } catch {
    return { failure: "unreachable", host };
  }
}

export async function fetchBlob(url: string, signal: AbortSignal): Promise<Blob | ShellFailure> {
  const response = await fetchFile(url, signal);
  if ("failure" in response) return response;
  try {
    return await response.blob();
  } catch {
    return { failure: "unreachable", host: new URL(url).host };
  }
}

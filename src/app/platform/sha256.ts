/** What we fetch is checked by its digest, on any page: where a browser has no Web Crypto, a worker of ours does it. */

/** SHA-256 in hexadecimal digits. */
export async function sha256(blob: Blob): Promise<string> {
  const digest = isSecureContext
    ? new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()))
    : await (await import("../crypto/blob-digest.ts")).digestBlob(blob);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

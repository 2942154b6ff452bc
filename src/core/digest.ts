/** What names a text or a file by its content. */
import { toBase64url, utf8 } from "./solutions/bytes.ts";
import type { Bytes } from "./solutions/crypto.ts";
import { webCrypto } from "./solutions/web-crypto.ts";

/** `sha256-` and the base64url of the SHA-256 of these bytes, or of the text in UTF-8. */
export async function digestOf(content: string | Bytes): Promise<string> {
  // A page on plain HTTP has no Web Crypto.
  const { sha256 } =
    "subtle" in crypto ? webCrypto() : (await import("./solutions/noble-crypto.ts")).nobleCrypto();
  return `sha256-${toBase64url(await sha256(typeof content === "string" ? utf8(content) : content))}`;
}

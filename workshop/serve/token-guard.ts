/** Who may use the cockpit: whoever has the token, and nobody may try many. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { createTries } from "../web/tries.ts";

export type TokenVerdict =
  | { readonly kind: "right" }
  | { readonly kind: "missing" }
  | { readonly kind: "wrong" }
  /** Too many wrong ones came from this address. Seconds. */
  | { readonly kind: "later"; readonly seconds: number };

const MOST_WRONG = 10;
const WINDOW = 60_000;

/** `now`: milliseconds of a clock that never goes back. */
export function createTokenGuard(
  token: string,
  now: () => number,
): (request: IncomingMessage) => TokenVerdict {
  const right = digest(token);
  const wrongs = createTries(MOST_WRONG, WINDOW, now);
  return ({ headers, socket }) => {
    const address = socket.remoteAddress ?? "";
    const seconds = wrongs.wait(address);
    if (seconds !== undefined) return { kind: "later", seconds };
    const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
    if (given === undefined) return { kind: "missing" };
    // Digests have one length, and tell nothing of how much of the token was right.
    if (timingSafeEqual(digest(given), right)) return { kind: "right" };
    wrongs.note(address);
    return { kind: "wrong" };
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

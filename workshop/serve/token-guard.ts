/** Who may use the cockpit: whoever has the token, and nobody may try many. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

export type TokenVerdict =
  | { readonly kind: "right" }
  | { readonly kind: "missing" }
  | { readonly kind: "wrong" }
  /** Too many wrong ones came from this address. Seconds. */
  | { readonly kind: "later"; readonly seconds: number };

const MOST_WRONG = 10;
const WINDOW = 60_000;
/** So many addresses are remembered at once. */
const MOST_ADDRESSES = 10_000;

/** `now`: milliseconds of a clock that never goes back. */
export function createTokenGuard(
  token: string,
  now: () => number,
): (request: IncomingMessage) => TokenVerdict {
  const right = digest(token);
  const wrongs = new Map<string, { count: number; readonly until: number }>();

  function note(address: string): void {
    const noted = wrongs.get(address);
    if (noted !== undefined) {
      noted.count += 1;
      return;
    }
    for (const [other, { until }] of wrongs) if (until <= now()) wrongs.delete(other);
    const [oldest] = wrongs.keys();
    if (wrongs.size >= MOST_ADDRESSES && oldest !== undefined) wrongs.delete(oldest);
    wrongs.set(address, { count: 1, until: now() + WINDOW });
  }

  return ({ headers, socket }) => {
    const address = socket.remoteAddress ?? "";
    const noted = wrongs.get(address);
    if (noted !== undefined && noted.until <= now()) wrongs.delete(address);
    else if (noted !== undefined && noted.count >= MOST_WRONG) {
      return { kind: "later", seconds: Math.ceil((noted.until - now()) / 1_000) };
    }
    const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
    if (given === undefined) return { kind: "missing" };
    // Digests have one length, and tell nothing of how much of the token was right.
    if (timingSafeEqual(digest(given), right)) return { kind: "right" };
    note(address);
    return { kind: "wrong" };
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

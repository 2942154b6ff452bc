/** mograder's tokens: a name, and the proof that whoever made it had the secret. They are made alike to the byte. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** Whoever holds this name's token may do everything. */
export const INSTRUCTOR = "__instructor__";

/** The key is the text of the secret, as it stands in its file. */
export function makeToken(secret: string, user: string): string {
  return `${user}:${createHmac("sha256", secret).update(user).digest("hex")}`;
}

/** Whose token it is; undefined when it is nobody's. */
export function verifyToken(secret: string, token: string): string | undefined {
  const [user = ""] = token.split(":", 1);
  const [given, right] = [Buffer.from(token), Buffer.from(makeToken(secret, user))];
  return given.length === right.length && timingSafeEqual(given, right) ? user : undefined;
}

/** As `mograder token` and `mograder serve --generate-tokens` print them. */
export function listTokens(secret: string, users: readonly string[]): string {
  const lines = users.map((user) => `${user}: ${makeToken(secret, user)}`);
  return [...lines, "", `instructor: ${makeToken(secret, INSTRUCTOR)}`].join("\n");
}

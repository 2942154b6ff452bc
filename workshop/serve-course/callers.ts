/** Who asks, and what they may. */
import type { IncomingMessage } from "node:http";
import type { Tries } from "../web/tries.ts";
import { Refused } from "./refused.ts";
import { INSTRUCTOR, verifyToken } from "./tokens.ts";

/** Each throws `Refused` to whoever may not. */
export interface Callers {
  requireAnybody(request: IncomingMessage): void;
  /** The student of this name, or the instructor. */
  requireUser(request: IncomingMessage, user: string): void;
  requireInstructor(request: IncomingMessage): void;
}

/** Of a course without tokens: everybody may do everything. */
export const anyCaller: Callers = {
  requireAnybody() {},
  requireUser() {},
  requireInstructor() {},
};

/** `wrong`: tokens, by address. A right one is never made to wait: a whole course may share one address. */
export function createCallers(secret: string, wrong: Tries): Callers {
  function userOf({ headers, socket }: IncomingMessage): string {
    const token = /^Bearer (.*)$/s.exec(headers.authorization ?? "")?.[1];
    const user = token === undefined ? undefined : verifyToken(secret, token);
    if (user !== undefined) return user;
    const address = socket.remoteAddress ?? "";
    const wait = token === undefined ? undefined : wrong.wait(address);
    if (wait !== undefined) throw new Refused("too-many-tries", "", wait);
    if (token !== undefined) wrong.note(address);
    throw new Refused("signed-out");
  }
  return {
    requireAnybody: (request) => void userOf(request),
    requireUser(request, user) {
      const caller = userOf(request);
      if (caller !== user && caller !== INSTRUCTOR) throw new Refused("other-user");
    },
    requireInstructor(request) {
      if (userOf(request) !== INSTRUCTOR) throw new Refused("instructor-only");
    },
  };
}

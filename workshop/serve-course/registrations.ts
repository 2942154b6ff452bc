/** Which names have been given out: each once, for whoever has a name's token is that person. */
import { createHash, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import * as v from "valibot";
import { readText } from "../read.ts";
import type { Tries } from "../web/tries.ts";
import { type CourseFolder, findIn, workFolders } from "./course-folder.ts";
import type { Disk } from "./disk.ts";
import { userNameFault } from "./names.ts";
import { Refused } from "./refused.ts";
import { makeToken } from "./tokens.ts";
import { createTurns } from "./turns.ts";

export interface RegistrationRules {
  /** Undefined: nobody registers. */
  readonly code: string | undefined;
  /** Undefined: nobody needs a token. */
  readonly secret: string | undefined;
  /** By address, wrong codes and names given out. */
  readonly wrong: Tries;
  readonly given: Tries;
}

/** Seconds since 1970, by name. */
const registeredSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.number()));

const requestSchema = v.object({
  user: v.optional(v.string(), ""),
  enrollment_code: v.fallback(v.string(), ""),
});

/** Gives a name out; throws `Refused`. `address`: where the request comes from. */
export type Register = (
  readBody: () => Promise<unknown>,
  address: string,
) => Promise<{ readonly token: string; readonly user: string }>;

export function openRegistrations(course: CourseFolder, disk: Disk, rules: RegistrationRules): Register {
  const file = join(course.own, "registered.json");
  const inTurn = createTurns();

  async function give(user: string): Promise<void> {
    const text = await readText(file);
    const registered = text === undefined ? {} : v.parse(registeredSchema, text);
    // Names that differ in capitals only would be one to people, and to some disks.
    const isTaken = Object.keys(registered).some((name) => name.toLowerCase() === user.toLowerCase());
    if (isTaken || (await hasSubmitted(course, user))) throw new Refused("name-taken", user);
    const all = { ...registered, [user]: Math.floor(Date.now() / 1_000) };
    await disk.write(file, `${JSON.stringify(all, null, 2)}\n`);
  }

  return async (readBody, address) => {
    const { code, secret } = rules;
    if (code === undefined) throw new Refused("registration-off");
    if (secret === undefined) throw new Refused("no-secret");
    const request = v.safeParse(requestSchema, await readBody());
    if (!request.success) throw new Refused("not-json");
    const user = requireName(request.output.user.trim());
    // From here to the note nothing is waited for, so that many tries at once count as many.
    const wait = rules.wrong.wait(address) ?? rules.given.wait(address);
    if (wait !== undefined) throw new Refused("too-many-tries", "", wait);
    if (!isSame(request.output.enrollment_code, code)) {
      rules.wrong.note(address);
      throw new Refused("wrong-code");
    }
    rules.given.note(address);
    await inTurn("names", () => give(user));
    return { token: makeToken(secret, user), user };
  };
}

function requireName(user: string): string {
  if (user === "") throw new Refused("no-user-field");
  const fault = user.startsWith("__") ? "reserved-name" : userNameFault(user);
  if (fault !== undefined) throw new Refused(fault);
  return user;
}

/** With a token that was made in another way, or from mograder's server. */
async function hasSubmitted(course: CourseFolder, user: string): Promise<boolean> {
  for (const folder of (await workFolders(course)).values()) {
    if ((await findIn(folder, `${user}.py`)) !== undefined) return true;
  }
  return false;
}

/** Digests have one length, and tell nothing of how much was right. */
function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}

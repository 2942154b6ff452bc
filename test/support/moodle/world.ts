/** What every part of the stand-in works with. */
import { createHash } from "node:crypto";
import { MoodleException } from "./exception.ts";
import type { Assignment, MoodleState, StoredFile, Submission, User } from "./state.ts";

export interface World {
  readonly state: MoodleState;
  /** `wwwroot`. */
  readonly url: string;
  /** Seconds since 1970. */
  now(): number;
}

export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** The same one each time, as Moodle gives it until it expires. */
export function tokenOf({ state }: World, user: User): string {
  for (const [token, id] of state.tokens) if (id === user.id) return token;
  const token = md5(`${user.username} ${Math.random()}`);
  state.tokens.set(token, user.id);
  return token;
}

export function userOf({ state }: World, token: string | undefined): User {
  if (token === undefined)
    throw new MoodleException("missingparam", "A required parameter (token) was missing");
  const user = state.users.find(({ id }) => id === state.tokens.get(token));
  if (user === undefined) throw new MoodleException("invalidtoken", "Invalid token - token not found");
  if (state.site.maintenance === "on")
    throw new MoodleException("sitemaintenance", "The site is undergoing maintenance");
  return user;
}

/** `require_login`: what stops people from everything in a course. */
export function requireAccess(user: User): void {
  if (user.mustAgree)
    throw new MoodleException("sitepolicynotagreed", "You have not agreed to the site policy");
  if (user.mustChangePassword) {
    throw new MoodleException("forcepasswordchangenotice", "You must change your password to proceed");
  }
}

export function submissionOf({ state }: World, assignment: Assignment, user: User): Submission | undefined {
  return state.submissions.find((each) => each.assignment === assignment.id && each.user === user.id);
}

/** An entry of a list of files. The number of the context is made from that of the course module. */
export function fileEntry(
  { url }: World,
  { cmid }: Assignment,
  area: string,
  { filename, filepath, content }: StoredFile,
) {
  const path = `${filepath}${filename}`.split("/").map(encodeURIComponent).join("/");
  return {
    filename,
    filepath,
    filesize: content.length,
    fileurl: `${url}/webservice/pluginfile.php/${cmid + 100}/${area}${path}`,
    timemodified: 1_780_000_000,
    mimetype: mimetypeOf(filename),
    isexternalfile: false,
  };
}

export function mimetypeOf(filename: string): string {
  if (filename.endsWith(".json")) return "application/json";
  return filename.endsWith(".py") ? "text/plain" : "document/unknown";
}

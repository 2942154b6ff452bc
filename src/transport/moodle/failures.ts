/** Moodle's words for what went wrong. Class names and texts change from version to version; `errorcode` does not. */
import * as v from "valibot";
import type { TransportFailure } from "../../core/submission/failure.ts";

/** A site may say more than anybody wants to read. */
const MOST_WORDS = 300;

/** Both shapes of it: the web services say `message`, the scripts for signing in and for files say `error`. */
export const errorSchema = v.object({
  errorcode: v.string(),
  message: v.optional(v.string()),
  error: v.optional(v.string()),
});

export type MoodleError = v.InferOutput<typeof errorSchema>;

/** `missing`: what it means that Moodle does not have what was asked for. */
export function failureOf(
  error: MoodleError,
  host: string,
  status: number,
  missing?: TransportFailure,
): TransportFailure {
  const words = error.message ?? error.error ?? error.errorcode;
  switch (error.errorcode) {
    case "invalidrecord":
    case "filenotfound":
      return missing ?? refusal(words, host, status);
    case "invalidtoken":
      return { failure: "signed-out", host };
    case "invalidlogin":
      return { failure: "wrong-password", host };
    case "enablewsdescription":
    case "servicenotavailable":
      return { failure: "services-off", host };
    case "sitemaintenance":
    case "upgraderunning":
      return { failure: "maintenance", host };
    case "sitepolicynotagreed":
      return { failure: "policy-not-agreed", host };
    case "forcepasswordchangenotice":
    case "passwordisexpired":
      return { failure: "password-change-needed", host };
    case "accessexception":
    case "nopermission":
    case "nopermissions":
    case "requireloginerror":
      return { failure: "forbidden", host };
    default:
      return refusal(words, host, status);
  }
}

/** Its own words are all that there is to tell. */
export function refusal(words: string, host: string, status = 200): TransportFailure {
  return { failure: "server-refused", host, status, message: words.slice(0, MOST_WORDS) };
}

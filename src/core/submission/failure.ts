/** What can go wrong between a student and the server of a course. */

/** No answer at all: offline, no such host, or refused by CORS. */
export type Unreachable = { failure: "unreachable"; host: string };

export type TransportFailure =
  | Unreachable
  /** The page came over https, and browsers let it ask no server without (mixed content). */
  | { failure: "mixed-content"; host: string }
  /** It answered, but not in the words of its protocol: an error page, a proxy, another program. */
  | { failure: "server-broken"; host: string; status: number }
  /** It said no for a reason of its own, in its own words. */
  | { failure: "server-refused"; host: string; status: number; message: string }
  | { failure: "no-such-assignment"; assignment: string }
  | { failure: "no-such-file"; name: string }
  /** What arrived is larger than a handed-out file may be. Bytes. */
  | { failure: "download-too-large"; name: string; limit: number }
  /** Whoever waited wants it no more. */
  | { failure: "interrupted" }
  | SignInFailure
  | SubmissionRefusal;

export type SignInFailure =
  /** The token is missing, wrong or has expired. */
  | { failure: "signed-out"; host: string }
  /** The token is good, and what was asked for is not this person's. */
  | { failure: "forbidden"; host: string }
  /** What was pasted is no token of this kind of server. */
  | { failure: "bad-token" }
  /** The pasted link was made for another attempt, or by another site. */
  | { failure: "other-sign-in"; host: string }
  | { failure: "wrong-password"; host: string }
  | { failure: "wrong-code"; host: string }
  | { failure: "registration-off"; host: string }
  /** The server has given this name to somebody already. */
  | { failure: "name-taken"; name: string }
  | { failure: "bad-user-name"; name: string }
  | { failure: "too-many-tries"; host: string; seconds: number | null }
  | { failure: "not-moodle"; host: string }
  /** Moodle's administrator has not switched on the services that its app needs. */
  | { failure: "services-off"; host: string }
  | { failure: "maintenance"; host: string }
  | { failure: "policy-not-agreed"; host: string }
  | { failure: "password-change-needed"; host: string }
  | { failure: "no-such-course"; course: string };

/** Why a server takes no submission. Times in milliseconds since 1970. */
export type SubmissionRefusal =
  | { failure: "closed"; at: number | null }
  | { failure: "not-open-yet"; at: number | null }
  | { failure: "submission-locked" }
  | { failure: "takes-no-files" }
  | { failure: "team-submission" }
  | { failure: "submission-too-large"; bytes: number; limit: number }
  | { failure: "file-type-refused"; name: string; types: readonly string[] }
  | { failure: "statement-needed" }
  /** All was sent, and afterwards the server did not have it. */
  | { failure: "not-stored"; host: string };

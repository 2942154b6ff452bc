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
  /** It sends on to another address, where nothing of ours follows. */
  | { failure: "redirected"; host: string }
  | { failure: "no-such-assignment"; assignment: string }
  | { failure: "no-such-file"; name: string }
  /** A name that is written otherwise in an address, and that the server does not read there: mograder's own one. */
  | { failure: "unaskable-name"; name: string }
  /** What arrived is larger than a handed-out file may be. Bytes. */
  | { failure: "download-too-large"; name: string; limit: number }
  /** Whoever waited wants it no more. */
  | { failure: "interrupted" }
  | SignInFailure
  | SubmissionRefusal;

export type SignInFailure =
  /** The token is missing, wrong or has expired. */
  | { failure: "signed-out"; host: string }
  /** What waits is this person's, who is not signed in here now. */
  | { failure: "other-account"; host: string; user: string }
  /** The token is good, and what was asked for is not this person's. */
  | { failure: "forbidden"; host: string }
  /** What was pasted is no token of this kind of server. */
  | { failure: "bad-token" }
  /** The pasted link was made for another attempt, or by another site. */
  | { failure: "other-sign-in"; host: string }
  | { failure: "wrong-password"; host: string }
  | { failure: "wrong-code"; host: string }
  | { failure: "registration-off"; host: string }
  /** It answers, but lets no page of another site sign in: it does not answer a browser's preflight. */
  | { failure: "pages-refused"; host: string }
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
  /** What was submitted for good stays as it is. */
  | { failure: "already-final" }
  /** Sending would delete these other files of the student's there: the server keeps only what is sent with it. */
  | { failure: "would-lose-files"; names: readonly string[] }
  /** The file is there, but as a draft still. */
  | { failure: "left-as-draft"; host: string }
  /** All was sent, and afterwards the server did not have it. */
  | { failure: "not-stored"; host: string };

/** All of them, for doors where data from outside says that it is one. A code that is missing here does not compile. */
const codes: Record<TransportFailure["failure"], true> = {
  unreachable: true,
  "mixed-content": true,
  "server-broken": true,
  "server-refused": true,
  redirected: true,
  "no-such-assignment": true,
  "no-such-file": true,
  "unaskable-name": true,
  "download-too-large": true,
  interrupted: true,
  "signed-out": true,
  "other-account": true,
  forbidden: true,
  "bad-token": true,
  "other-sign-in": true,
  "wrong-password": true,
  "wrong-code": true,
  "registration-off": true,
  "pages-refused": true,
  "name-taken": true,
  "bad-user-name": true,
  "too-many-tries": true,
  "not-moodle": true,
  "services-off": true,
  maintenance: true,
  "policy-not-agreed": true,
  "password-change-needed": true,
  "no-such-course": true,
  closed: true,
  "not-open-yet": true,
  "submission-locked": true,
  "takes-no-files": true,
  "team-submission": true,
  "submission-too-large": true,
  "file-type-refused": true,
  "statement-needed": true,
  "already-final": true,
  "would-lose-files": true,
  "left-as-draft": true,
  "not-stored": true,
};

export function isTransportFailure(value: unknown): value is TransportFailure {
  const code: unknown = Object(value).failure;
  return typeof code === "string" && Object.hasOwn(codes, code);
}

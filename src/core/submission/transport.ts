/**
 * How a course's work travels: what every transport can do and what it answers. The adapters are in `src/transport/`;
 * the page and the command line use the same ones. All times are milliseconds since 1970, all sizes bytes.
 */
import type { TransportFailure } from "./failure.ts";

/** Where a course's work is submitted. */
export type TransportConfig =
  | { readonly kind: "https" /** Without a slash at the end. */; readonly url: string }
  /** `course`: Moodle's number of it; null while nobody has said. */
  | {
      readonly kind: "moodle" /** Moodle's `wwwroot`. */;
      readonly url: string;
      readonly course: number | null;
    };

/** Who a server takes us for. Lives in the shell only, and goes to the server's own origin only. */
export interface Access {
  /** "" for a server that asks for none. */
  readonly token: string;
  /** As the server names them: unique there. */
  readonly user: string;
  /** As people name them. */
  readonly name: string;
}

export interface RemoteAssignment {
  /** What the transport calls it in addresses and calls. */
  readonly id: string;
  readonly name: string;
  /** Moodle's number of the course module, as in addresses of its pages. */
  readonly cmid: number | null;
  readonly due: number | null;
  /** Nothing is taken before, and after. */
  readonly opens: number | null;
  readonly cutoff: number | null;
  /** What was handed out. */
  readonly files: readonly RemoteFile[];
  readonly rules: SubmissionRules;
}

export interface RemoteFile {
  readonly name: string;
  /** Absolute. */
  readonly url: string;
  /** Null where the server does not say. */
  readonly bytes: number | null;
}

/** What a server wants of a submission; what is null it does not limit. */
export interface SubmissionRules {
  readonly takesFiles: boolean;
  readonly isTeam: boolean;
  /** The student decides when a draft becomes final. */
  readonly hasDrafts: boolean;
  /** HTML that the student must agree to before a submission is final. */
  readonly statement: string | null;
  readonly maxBytes: number | null;
  readonly maxFiles: number | null;
  /** Such as `.py`; null for any. */
  readonly types: readonly string[] | null;
}

export const NO_RULES: SubmissionRules = {
  takesFiles: true,
  isTeam: false,
  hasDrafts: false,
  statement: null,
  maxBytes: null,
  maxFiles: null,
  types: null,
};

/** What a server has of this person's for one assignment. */
export interface RemoteStatus {
  readonly submission: RemoteSubmission | null;
  readonly grade: RemoteGrade | null;
  /** Why nothing can be submitted now, as far as the server says. */
  readonly closed: TransportFailure | null;
}

export interface RemoteSubmission {
  readonly state: "draft" | "submitted";
  /** By the server's clock; null where it does not say. */
  readonly at: number | null;
  /** Null where the server does not say. */
  readonly files: readonly StoredFile[] | null;
}

export interface StoredFile {
  readonly name: string;
  readonly bytes: number | null;
  /** `sha256-…` as of `digestOf`; null where the server does not let us know the content. */
  readonly digest: string | null;
}

export interface RemoteGrade {
  /** As the server writes it: `8.5`, `17 / 20`, `B+`. */
  readonly text: string;
  readonly at: number | null;
  /** Plain text, or HTML of a stranger's that is only ever shown in a sandboxed frame. "" for none. */
  readonly feedback: { readonly kind: "text" | "html"; readonly content: string };
  readonly files: readonly RemoteFile[];
}

/** What goes out. */
export interface Outgoing {
  readonly filename: string;
  readonly content: Blob;
  /** `digestOf` its bytes: the same work sent again is known by it. */
  readonly digest: string;
  /** False leaves a draft where the server has such. */
  readonly final: boolean;
  /** The student has agreed to the statement. */
  readonly agreed: boolean;
}

export interface Transport {
  readonly kind: TransportConfig["kind"];
  /** Host with port, for sentences. The only one that ever gets a token. */
  readonly host: string;
  list(access: Access, signal: AbortSignal): Promise<readonly RemoteAssignment[] | TransportFailure>;
  /** A file that was handed out or is feedback. An address outside of the server's own is asked without the token. */
  file(access: Access, file: RemoteFile, signal: AbortSignal): Promise<Blob | TransportFailure>;
  /** `sent`: its digest is wanted, even where the stored file has to be fetched to know. */
  status(
    access: Access,
    assignment: RemoteAssignment,
    sent: Pick<Outgoing, "filename" | "content" | "digest"> | null,
    signal: AbortSignal,
  ): Promise<RemoteStatus | TransportFailure>;
  /** Undefined when the server said that it has it, which is no proof yet: ask for the status. */
  submit(
    access: Access,
    assignment: RemoteAssignment,
    submission: Outgoing,
    signal: AbortSignal,
  ): Promise<undefined | TransportFailure>;
}

/** mograder's protocol (spec/mograder-interop.md 1). */
export interface HttpsTransport extends Transport {
  readonly kind: "https";
  /** A pasted `user:hex`, checked with the server. */
  signIn(token: string, signal: AbortSignal): Promise<Access | TransportFailure>;
  register(user: string, code: string, signal: AbortSignal): Promise<Access | TransportFailure>;
  /** For a server that asks for no token; `signed-out` when this one does. */
  enter(user: string, signal: AbortSignal): Promise<Access | TransportFailure>;
}

/** Moodle's web services (spec/moodle-web-services.md). */
export interface MoodleTransport extends Transport {
  readonly kind: "moodle";
  /** Whether there is a Moodle with its services on. */
  probe(signal: AbortSignal): Promise<undefined | TransportFailure>;
  signIn(username: string, password: string, signal: AbortSignal): Promise<Access | TransportFailure>;
  /** Where to sign in with the school's own page; `passport` is fresh for each attempt. */
  launchAddress(passport: string): string;
  /** What the person copied from there: any `scheme://token=…`, its base64 alone, or a token of 32 hex digits. */
  signInByLink(pasted: string, passport: string, signal: AbortSignal): Promise<Access | TransportFailure>;
  courses(access: Access, signal: AbortSignal): Promise<readonly MoodleCourse[] | TransportFailure>;
}

export interface MoodleCourse {
  readonly id: number;
  readonly name: string;
}

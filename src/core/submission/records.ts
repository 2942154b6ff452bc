/** What is kept of submissions: those on their way, and the receipts of those that arrived. Times are milliseconds since 1970. */
import type { TransportFailure } from "./failure.ts";
import type { RemoteAssignment, TransportConfig } from "./transport.ts";

/** Whose work it is, and where it goes. Nothing of one course or server ever reaches another. */
export interface Destination {
  /** The course's config URL. */
  readonly course: string;
  readonly kind: TransportConfig["kind"];
  /** The transport's address. */
  readonly server: string;
  /** Id of the notebook here. */
  readonly notebook: string;
  readonly assignment: RemoteAssignment;
  /** As the server names them. */
  readonly user: string;
}

/** A submission on its way. */
export interface Queued extends Destination {
  readonly id: string;
  readonly filename: string;
  readonly content: Blob;
  /** `digestOf` the content: what makes a second try the same submission. */
  readonly digest: string;
  readonly final: boolean;
  readonly agreed: boolean;
  readonly queuedAt: number;
  readonly tries: number;
  /** Not before; 0 for as soon as can be. */
  readonly nextTry: number;
  /** What the server had when it was first asked; null before that. */
  readonly before: Before | null;
  /** Why it is still here. */
  readonly trouble: Trouble | null;
}

export interface Before {
  readonly had: "nothing" | "draft" | "submission";
}

export type Trouble =
  /** It did not go out: tried again by itself. */
  | { readonly kind: "unsent"; readonly failure: TransportFailure }
  /** It went out and no answer came, so it may have arrived: the server is asked before anything is sent again. */
  | { readonly kind: "unsure"; readonly failure: TransportFailure }
  /** The server does not take it. Kept until the student has read it. */
  | { readonly kind: "refused"; readonly failure: TransportFailure };

/** How it is known that the server has the work. */
export type Proof =
  /** It has a file of this very content. */
  | "content"
  /** It has a file of this name and size. */
  | "name-and-size"
  /** It says so, and tells no more. */
  | "word";

export interface Receipt {
  readonly id: string;
  readonly course: string;
  readonly kind: TransportConfig["kind"];
  readonly server: string;
  readonly notebook: string;
  readonly assignment: { readonly id: string; readonly name: string };
  readonly user: string;
  /** As people name them. */
  readonly name: string;
  readonly filename: string;
  readonly bytes: number;
  readonly digest: string;
  /** False for a draft, which its student may still change. */
  readonly final: boolean;
  /** By the server's clock; null where it does not say. */
  readonly at: number | null;
  /** By this device's clock: when the server was asked what it has. */
  readonly seenAt: number;
  readonly proof: Proof;
  /** The server had it already, so nothing was sent. */
  readonly duplicate: boolean;
}

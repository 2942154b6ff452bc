/** Files that a server hands out. */
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Access, RemoteFile } from "../../core/submission/transport.ts";
import { readBlob } from "../request.ts";
import { ask } from "./ask.ts";
import type { Meaning } from "./refusal.ts";
import type { Server } from "./server.ts";

/** Notebooks with their data, and pages of feedback. Bytes. */
const MOST_FILE = 100 * 1024 * 1024;

export interface FileQuestion {
  readonly server: Server;
  readonly access: Access;
  readonly signal: AbortSignal;
}

/** Whole. A server may name files of any other: there they are asked for without the token. */
export async function fetchFile(
  { name, url }: RemoteFile,
  { server, access, signal }: FileQuestion,
): Promise<Blob | TransportFailure> {
  const isOwn = server.owns(url);
  // `mograder serve` compares addresses as they come, and browsers send spaces and accents encoded.
  const isAskable = !isOwn || !new URL(url).pathname.includes("%");
  const missing: TransportFailure = { failure: isAskable ? "no-such-file" : "unaskable-name", name };
  // To be unknown elsewhere is not to be signed out here.
  const means: Meaning = (status) => (status === 404 || (status === 401 && !isOwn) ? missing : undefined);
  const response = await ask(url, { access: isOwn ? access : null, means, signal });
  return isFailure(response) ? response : readBlob(response, name, MOST_FILE, signal);
}

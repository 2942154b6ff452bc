/** A submission on its way from the request to the disk. */
import { rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { Tries } from "../web/tries.ts";
import type { Assignments } from "./assignments.ts";
import type { Disk } from "./disk.ts";
import { readBoundary, readFiles } from "./multipart.ts";
import { bodyOf, type Received, receiveFile } from "./receive.ts";
import { Refused } from "./refused.ts";
import type { Submissions } from "./submissions.ts";

/** Resolves when the submission lasts; throws `Refused`. */
export type Accept = (
  assignment: string,
  user: string,
  request: IncomingMessage,
) => ReturnType<Submissions["store"]>;

export interface AcceptParts {
  readonly assignments: Assignments;
  readonly submissions: Submissions;
  readonly disk: Disk;
  /** By user. */
  readonly tries: Tries;
  /** Bytes of a submission. */
  readonly most: number;
}

/** What a form has around its file. Bytes. */
const MOST_ENVELOPE = 64 * 1024;

export function createAccept({ assignments, submissions, disk, tries, most }: AcceptParts): Accept {
  return async (assignment, user, request) => {
    if (!(await assignments.takes(assignment))) throw new Refused("no-such-assignment", assignment);
    const wait = tries.wait(user);
    if (wait !== undefined) throw new Refused("too-many-tries", "", wait);
    tries.note(user);
    const received = await receive(request, most, disk);
    if (received.bytes > 0) return submissions.store(assignment, user, received);
    await rm(received.path);
    throw new Refused("no-file");
  };
}

/** The first file of a form, or else the body as it is. */
async function receive(request: IncomingMessage, most: number, disk: Disk): Promise<Received> {
  const boundary = readBoundary(request.headers["content-type"] ?? "");
  if (boundary === undefined) return receiveFile(bodyOf(request, most), most, disk);
  const body = bodyOf(request, most + MOST_ENVELOPE);
  for await (const { content } of readFiles(body, boundary)) return await receiveFile(content, most, disk);
  throw new Refused("no-file");
}

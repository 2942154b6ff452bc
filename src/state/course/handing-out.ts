/** Fetches what a server has handed out, and keeps it for use without the network. */

import type { ListedAssignment } from "../../core/course/listing.ts";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Access, RemoteFile, Transport } from "../../core/submission/transport.ts";
import type { ShellFailure } from "../failure.ts";
import { cleanName } from "../outside.ts";
import type { NamedBlob } from "../wall.ts";
import type { CoursePorts, Handout } from "./ports.ts";

export interface HandingOutParts {
  readonly ports: Pick<CoursePorts, "handouts" | "clock">;
  /** The course's config URL. */
  readonly course: string;
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

/** More than one, or data beside it: the first notebook by name is the one to work in. */
function inOrder(files: readonly RemoteFile[]): readonly RemoteFile[] {
  const isNotebook = ({ name }: RemoteFile) => name.endsWith(".py");
  const main = files.filter(isNotebook).sort((left, right) => left.name.localeCompare(right.name))[0];
  return main === undefined ? [] : [main, ...files.filter((file) => file !== main)];
}

/** All of it, or what went wrong; what was kept before stays then. */
export async function fetchHandout(
  { ports, course, transport, signal }: HandingOutParts,
  { notebook, name, remote }: ListedAssignment,
  access: Access,
): Promise<Handout | TransportFailure | ShellFailure> {
  const ordered = inOrder(remote?.files ?? []);
  if (ordered.length === 0) return { failure: "no-such-file", name: `${name}.py` };
  const files: NamedBlob[] = [];
  for (const file of ordered) {
    const blob = await transport.file(access, file, signal);
    if (isFailure(blob)) return blob;
    files.push({ name: cleanName(file.name), blob });
  }
  const handout = { course, notebook, title: name, files, fetchedAt: ports.clock.now() };
  return (await ports.handouts.write(handout)) ?? handout;
}

/** Fetches again what the server hands out otherwise by now; returns these assignments. */
export async function fetchCorrections(
  parts: HandingOutParts,
  assignments: readonly ListedAssignment[],
  keptOf: (notebook: string) => Handout | null,
  access: Access,
): Promise<readonly ListedAssignment[]> {
  const corrected: ListedAssignment[] = [];
  for (const assignment of assignments) {
    const kept = keptOf(assignment.notebook);
    const [main] = inOrder(assignment.remote?.files ?? []);
    if (kept === null || main === undefined) continue;
    const blob = await parts.transport.file(access, main, parts.signal);
    if (isFailure(blob) || (await blob.text()) === (await kept.files[0]?.blob.text())) continue;
    if (!isFailure(await fetchHandout(parts, assignment, access))) corrected.push(assignment);
  }
  return corrected;
}

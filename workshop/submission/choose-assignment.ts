import type { RemoteAssignment } from "../../src/core/submission/transport.ts";
import { choose } from "./choose.ts";

/** By its name, its id, its number of a course module, or a part of its name. Otherwise a usage error. */
export function chooseAssignment(name: string, assignments: readonly RemoteAssignment[]): RemoteAssignment {
  return choose(name, assignments, ({ name: own, id, cmid }) => ({
    name: own,
    ids: cmid === null ? [id] : [id, String(cmid)],
  }));
}

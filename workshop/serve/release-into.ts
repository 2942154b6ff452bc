/** A release that the cockpit asks for: written into `keys.json`, or found fit to be counted down to. */
import { isFailure } from "../../src/core/failure.ts";
import type { ReleaseRequest } from "../../src/core/live/protocol.ts";
import { serveWords } from "../../src/words/serve.ts";
import { textChange } from "../changes.ts";
import type { Effects } from "../effects.ts";
import { CliError, isNodeError } from "../error.ts";
import { mergeRelease, refusalWords } from "../release.ts";
import { hasReleaseLock } from "../seal-source.ts";
import { write } from "../write.ts";
import type { LiveSite } from "./live-site.ts";

/** `status`: of the HTTP answer. */
export interface ReleaseFailure {
  readonly failure: string;
  readonly message: string;
  readonly status: 404 | 409 | 500;
}

interface Outcome {
  readonly released: string[];
  readonly already: string[];
  readonly counting: string[];
}

type Wanted = Extract<ReleaseRequest, { kind: "release" }>;

/** What goes wrong with files while `step` runs, as a failure that the cockpit can show. */
export async function withFileTrouble<T>(step: () => Promise<T>): Promise<T | ReleaseFailure> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof CliError) return { failure: "unreadable", message: error.message, status: 409 };
    if (isNodeError(error)) return { failure: "not-written", message: error.message, status: 500 };
    throw error;
  }
}

/** Nothing is released when one of the exercises cannot be. With `after`, nothing is written. */
export async function releaseInto(
  site: LiveSite,
  { notebook, exercises, after }: Wanted,
  effects: Effects,
): Promise<Outcome | ReleaseFailure> {
  const found = site.notebooks.find(({ id }) => id === notebook);
  if (found === undefined) return missing("unknown-notebook", notebook);
  const ids = found.exercises.map(({ id }) => id);
  const lockable = ids.filter((id) => hasReleaseLock(found.workshop.sealed, id));
  const wanted = [...new Set(exercises ?? lockable)];
  const unknown = wanted.find((id) => !ids.includes(id));
  if (unknown !== undefined) return missing("unknown-exercise", unknown);
  const secrets = { ...effects, private: site.place.private };
  const merged = await mergeRelease(found.workshop, wanted, secrets);
  if (isFailure(merged)) {
    return { failure: merged.failure, message: refusalWords(merged, effects.cwd), status: 409 };
  }
  const added = [...merged.added];
  const already = wanted.filter((id) => !added.includes(id));
  if (after !== undefined) return { released: [], already, counting: added };
  await write([textChange(found.workshop.keysFile, merged.text)], {}, effects);
  return { released: added, already, counting: [] };
}

function missing(failure: "unknown-notebook" | "unknown-exercise", name: string): ReleaseFailure {
  return { failure, message: serveWords.unknown(name), status: 404 };
}

/** What the first output can do without, fetched when a frame wants it. */
import type { Environment } from "../environment.ts";
import type { LatePieces } from "../wall.ts";

/** Until it is asked for once more, where the network has failed. Milliseconds. */
const AGAIN = 5_000;

/**
 * The pieces of a kind, fetched once; undefined when nobody waits for them any more. Nobody is told of a failure: there
 * is something to work with meanwhile, and it is tried until it succeeds.
 */
export function createLatePieces(
  { pieces, clock }: Pick<Environment, "pieces" | "clock">,
  aborted: AbortSignal,
): (kind: LatePieces["kind"]) => Promise<LatePieces | undefined> {
  const wanted = new Map<LatePieces["kind"], Promise<LatePieces | undefined>>();

  async function load(kind: LatePieces["kind"]): Promise<LatePieces | undefined> {
    while (!aborted.aborted) {
      const got = await pieces.late(kind, aborted);
      if (!("failure" in got)) return got;
      await new Promise<void>((resolve) => void clock.after(AGAIN, resolve));
    }
    return undefined;
  }

  return (kind) => {
    const loading = wanted.get(kind) ?? load(kind);
    wanted.set(kind, loading);
    return loading;
  };
}

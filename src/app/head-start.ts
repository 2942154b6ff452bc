/** Begins to load what every notebook needs while its text is still on its way. */
import type { Pieces, Progress } from "../state/environment.ts";

/** The same pieces; what `begin` has begun is handed to whoever asks first, and after that loaded anew. */
export function withHeadStart<All extends Pieces>(pieces: All): All & { begin(): void } {
  const { signal: never } = new AbortController();
  let tell = (_: Progress): void => {};
  let frame: ReturnType<Pieces["frame"]> | undefined;
  let python: ReturnType<Pieces["python"]> | undefined;
  let islands: ReturnType<Pieces["islands"]> | undefined;
  return {
    ...pieces,
    begin() {
      frame = pieces.frame(never);
      islands = pieces.islands(never);
      python = pieces.python((progress) => tell(progress), never);
    },
    frame(signal) {
      const begun = frame;
      frame = undefined;
      return begun ?? pieces.frame(signal);
    },
    islands(signal) {
      const begun = islands;
      islands = undefined;
      return begun ?? pieces.islands(signal);
    },
    python(progress, signal) {
      const begun = python;
      python = undefined;
      tell = progress;
      return begun ?? pieces.python(progress, signal);
    },
  };
}

/** When islands may start: its half second of start-up stops everything else in the frame. */

export interface TextsFirst {
  /** Resolves when the texts of the first run are on the page, or will not come soon. */
  readonly over: Promise<void>;
  end(): void;
}

/** Longer than this a slider does not wait for a text. Milliseconds. */
const PATIENCE = 8_000;
/** With more processors islands' start does not slow Python down; with fewer it would. */
const FEW_PROCESSORS = 2;

export function createTextsFirst(processors: number): TextsFirst {
  let end = (): void => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  if (processors > FEW_PROCESSORS) end();
  else setTimeout(end, PATIENCE);
  return { over, end: () => end() };
}

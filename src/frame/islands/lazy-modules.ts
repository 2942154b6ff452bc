/** The pack of islands' modules and fonts that a first output can do without: asked of the shell, once. */

export interface LazyModules {
  /** The pack; asks for it unless that has happened. */
  get(): Promise<Blob>;
  take(pack: Blob): void;
  readonly arrived: Promise<Blob>;
  /** Islands runs, or cannot: before that nobody needs the rest of it. */
  readonly started: Promise<void>;
  markStarted(): void;
}

export function createLazyModules(want: () => void): LazyModules {
  let asked = false;
  let take = (_: Blob) => {};
  let markStarted = () => {};
  const arrived = new Promise<Blob>((resolve) => {
    take = resolve;
  });
  const started = new Promise<void>((resolve) => {
    markStarted = resolve;
  });
  return {
    get() {
      if (!asked) want();
      asked = true;
      return arrived;
    },
    take: (pack) => take(pack),
    arrived,
    started,
    markStarted: () => markStarted(),
  };
}

/** Work that is asked for often and done seldom: at once, and then again when `pause` milliseconds are over. */
export interface Throttled {
  soon(): void;
  stop(): void;
}

export function throttled(pause: number, work: () => void): Throttled {
  let waiting: NodeJS.Timeout | undefined;
  let isWanted = false;
  function soon(): void {
    if (waiting !== undefined) {
      isWanted = true;
      return;
    }
    isWanted = false;
    work();
    waiting = setTimeout(() => {
      waiting = undefined;
      if (isWanted) soon();
    }, pause);
  }
  return { soon, stop: () => clearTimeout(waiting) };
}

/** Work on the same thing, one after the other in the order in which it was asked for. */
export type InTurn = <T>(thing: string, work: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (thing, work) => {
    const before = last.get(thing) ?? Promise.resolve();
    const now = before.then(work, work);
    last.set(thing, now);
    const forget = () => {
      if (last.get(thing) === now) last.delete(thing);
    };
    now.then(forget, forget);
    return now;
  };
}

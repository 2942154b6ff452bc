/** Keeps requests in order while a run waits for its packages. */

export interface RunGate {
  /** Runs at once where nothing is needed, else when `needed` has settled; its rejection goes to `fault`. */
  run(needed: Promise<void> | undefined, run: () => void): void;
  /** Handles a request at once, or in its turn when no run waits any more. */
  pass(handle: () => void): void;
}

/** `fault` hears what a waiting run and its packages throw. */
export function createRunGate(fault: (error: unknown) => void): RunGate {
  let closed = false;
  const behind: (() => void)[] = [];
  const settle = async (needed: Promise<void>, run: () => void) => {
    await needed.catch(fault);
    closed = false;
    try {
      run();
    } catch (error) {
      fault(error);
    }
    // A request that lets a run wait closes the gate again for those behind it.
    while (!closed) {
      const next = behind.shift();
      if (next === undefined) return;
      next();
    }
  };
  return {
    run(needed, run) {
      if (needed === undefined) return run();
      closed = true;
      void settle(needed, run);
    },
    pass(handle) {
      if (closed) behind.push(handle);
      else handle();
    },
  };
}

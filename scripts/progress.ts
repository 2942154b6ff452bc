/** Progress as lines of a terminal: what is being done, and how long it took. */

/** Prints the title at once and the seconds when the work is done. */
export async function timed<T>(title: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  process.stdout.write(`${title} … `);
  try {
    const result = await work();
    process.stdout.write(`${seconds()}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`failed after ${seconds()}\n`);
    throw error;
  }
}

/** Prints what a long stage is at. */
export function tell(line: string): void {
  process.stdout.write(`${line} … `);
}

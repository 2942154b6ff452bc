/** marimo's own cell ids: the letters that Python's `random.Random(42)` gives (marimo/_ast/cell_id.py). */

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SIZE = 624;

/** Ids "Hbol", "MJUe", "vblA", … without end; each call starts anew. */
export function* marimoIds(): Generator<string, never> {
  const random = mersenneTwister(42);
  const seen = new Set<string>();
  while (true) {
    let id = "";
    for (let count = 0; count < 4; count++) id += LETTERS.charAt(Math.floor(random() * LETTERS.length));
    if (!seen.has(id)) yield id;
    seen.add(id);
  }
}

/** The first of marimo's ids that is not taken. */
export function freeId(taken: ReadonlySet<string>): string {
  const ids = marimoIds();
  let id = ids.next().value;
  while (taken.has(id)) id = ids.next().value;
  return id;
}

/** CPython's random() after seed(): MT19937 with init_by_array of one word (Modules/_randommodule.c). */
function mersenneTwister(seed: number): () => number {
  const state = seededState(seed);
  let index = SIZE;
  const word = (): number => {
    if (index === SIZE) {
      twist(state);
      index = 0;
    }
    let value = state[index++] ?? 0;
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return (value ^ (value >>> 18)) >>> 0;
  };
  return () => {
    const high = word() >>> 5;
    return (high * 67108864 + (word() >>> 6)) / 9007199254740992;
  };
}

function seededState(seed: number): Uint32Array {
  const state = new Uint32Array(SIZE);
  const at = (index: number): number => state[index] ?? 0;
  const mixed = (index: number): number => at(index - 1) ^ (at(index - 1) >>> 30);
  state[0] = 19650218;
  for (let index = 1; index < SIZE; index++) state[index] = Math.imul(1812433253, mixed(index)) + index;
  let index = 1;
  const step = (): void => {
    index++;
    if (index < SIZE) return;
    state[0] = at(SIZE - 1);
    index = 1;
  };
  for (let count = 0; count < SIZE; count++, step())
    state[index] = (at(index) ^ Math.imul(mixed(index), 1664525)) + seed;
  for (let count = 1; count < SIZE; count++, step()) {
    state[index] = (at(index) ^ Math.imul(mixed(index), 1566083941)) - index;
  }
  state[0] = 0x80000000;
  return state;
}

function twist(state: Uint32Array): void {
  for (let index = 0; index < SIZE; index++) {
    const joined = ((state[index] ?? 0) & 0x80000000) | ((state[(index + 1) % SIZE] ?? 0) & 0x7fffffff);
    state[index] = (state[(index + 397) % SIZE] ?? 0) ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
  }
}

/** Makes a snapshot smaller: freed memory still holds what was once there, which says nothing and hardly compresses. */
import type { PyodideAPI } from "pyodide";
import * as v from "valibot";

/** What Emscripten's module offers besides what Pyodide promises. */
const ModuleSchema = v.object({
  HEAPU8: v.instance(Uint8Array),
  _malloc: v.function(),
  _free: v.function(),
  _sbrk: v.function(),
});

const pageSize = 65_536;

/**
 * Overwrites every free block with zeros, by taking them all and giving them back. Python here has no allocator of
 * its own above `malloc`. Returns the number of bytes in use from the start of memory; beyond them is nothing.
 */
export function zeroFreeMemory(pyodide: PyodideAPI): number {
  const { HEAPU8: heap, ...module } = v.parse(ModuleSchema, Reflect.get(pyodide, "_module"));
  const allocate = (size: number) => Number(module._malloc(size));
  const end = () => Number(module._sbrk(0));
  const taken: number[] = [];
  for (let size = pageSize; size >= 16; size /= 2) {
    for (let before = end(); ; ) {
      const block = allocate(size);
      if (end() > before) {
        module._free(block);
        break;
      }
      heap.fill(0, block, block + size);
      taken.push(block);
    }
  }
  for (const block of taken) module._free(block);
  return Math.ceil(end() / pageSize) * pageSize;
}

/** A snapshot's header says at its second word where memory begins. */
export function cutSnapshot(snapshot: Uint8Array, memoryInUse: number): Uint8Array {
  const begin = new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true);
  return snapshot.subarray(0, begin + memoryInUse);
}

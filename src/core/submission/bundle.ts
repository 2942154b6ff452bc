/** A student's work as one file to keep or to submit by hand: the notebook, with its data files in a ZIP. */
import { type Zippable, zipSync } from "fflate";

export interface BundledFile {
  /** A plain name, without a folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The earliest moment that ZIP files know, so that equal work makes equal files. */
const NO_DATE = new Date(1980, 0, 1);

/** The bytes of a ZIP file with these files in it. */
export function packWork(files: readonly BundledFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { name, bytes } of files) entries[name] = [bytes, { mtime: NO_DATE }];
  return zipSync(entries);
}

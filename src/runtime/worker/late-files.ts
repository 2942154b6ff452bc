/**
 * Python's package files, which a start from the snapshot does without: they are written when an import first needs
 * one, or when the first run is over. Until they have come from the shell, a run that imports from them waits.
 */
import type { PyodideAPI } from "pyodide";
import { importedModules } from "../../core/packages/imports.ts";
import { addFiles } from "../boot.ts";
import type { FileIndex } from "../manifest.ts";
import type { PythonFileBlobs } from "./protocol.ts";
import { packedFiles } from "./python.ts";

export interface LateFiles {
  /** They have come. True when code has looked for some of them before. */
  take(parts: PythonFileBlobs): boolean;
  /** Undefined: these cells import nothing from them that is not loaded already, or they are there. */
  need(cells: readonly { readonly code: string }[]): Promise<void> | undefined;
  /** Resolves when they have come and are written. */
  there(): Promise<void>;
  /** As `there`, or when they do not come soon: without a network what can run without them does. */
  thereSoon(): Promise<void>;
  /** Writes them now if they have come. */
  fill(): void;
  /** jedi's stubs, which only completion reads: resolves when they are written. */
  forCompletion(): Promise<void>;
}

/** Whole in every snapshot: their later imports are told by `take` if it comes to that. */
const LOADED = new Set(["marimo", "mograder"]);

/** Milliseconds: what they take on a link of three megabits a second. */
const SOON = 10_000;

export interface LateFilesParts {
  readonly pyodide: PyodideAPI;
  readonly index: FileIndex;
  /** False after an ordinary start, which has written them. */
  readonly missing: boolean;
  /** Asks the shell for them. */
  want(): void;
}

export function createLateFiles({ pyodide, index, missing, want }: LateFilesParts): LateFiles {
  const names = new Set(index.map(([path]) => path.split("/", 1)[0]?.replace(/\.py$/, "") ?? ""));
  const late = pyodide.pyimport("atelier.late_files");
  let parts: PythonFileBlobs | undefined;
  let completion: Promise<void> | undefined;
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });

  const write = (): boolean => {
    if (parts === undefined) want();
    else
      addFiles(pyodide, {
        index,
        bytes: new Uint8Array(new FileReaderSync().readAsArrayBuffer(parts.files)),
      });
    return parts !== undefined;
  };
  if (missing) late.expect(write, [...names].join(" "));

  const files: LateFiles = {
    take(blobs) {
      parts ??= blobs;
      arrive();
      return late.was_missed();
    },
    need(cells) {
      if (!missing || parts !== undefined) return undefined;
      const imported = cells.flatMap(({ code }) => importedModules(code));
      return imported.some((name) => names.has(name) && !LOADED.has(name)) ? files.there() : undefined;
    },
    async there() {
      if (parts === undefined) want();
      await arrived;
      late.fill();
    },
    async thereSoon() {
      if (!missing) return;
      await Promise.race([files.there(), new Promise((resolve) => setTimeout(resolve, SOON))]);
    },
    fill() {
      if (parts !== undefined) late.fill();
    },
    forCompletion() {
      completion ??= addCompletionFiles();
      return completion;
    },
  };

  async function addCompletionFiles(): Promise<void> {
    await files.there();
    if (parts) addFiles(pyodide, await packedFiles(parts.filesLater, parts.filesLaterIndex));
  }
  return files;
}

/** A file on the person's disk that is kept in step with the notebook. It follows the journal and never stands in its way. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { DraftKey, Environment, FileHandle } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";

export type MirrorState =
  | { readonly kind: "none" }
  /** The browser wants a click before it lets us write again. */
  | { readonly kind: "asking"; readonly name: string }
  | { readonly kind: "writing"; readonly name: string }
  | { readonly kind: "in-step"; readonly name: string; readonly at: number }
  /** Another program has changed the file; we write no more until the student decides. */
  | { readonly kind: "foreign"; readonly name: string; readonly text: string }
  | { readonly kind: "failed"; readonly name: string; readonly failure: ShellFailure };

export interface FileMirror {
  readonly supported: boolean;
  readonly state: ReadonlySignal<MirrorState>;
  choose(): Promise<void>;
  /** Goes on after "asking" or "failed". To be called from a click. */
  resume(): Promise<void>;
  /** Decides "foreign": the file's text becomes the notebook's, or is written over and kept in the history. */
  takeFile(): void;
  overwrite(): void;
  stop(): void;
}

export interface FileMirrorParts {
  readonly environment: Pick<Environment, "fileHandles" | "clock">;
  readonly key: DraftKey;
  readonly filename: string;
  text(): string;
  /** The text becomes the notebook's, and the present one stays in the history; false when it is no notebook. */
  take(text: string): boolean;
  /** The text is kept in the history. */
  keep(text: string): void;
  failed(failure: ShellFailure): void;
}

export interface KnownMirror extends FileMirror {
  /** This tab writes the notebook now: the file that was chosen on an earlier visit is taken up again. */
  start(): Promise<void>;
  /** The notebook was saved. */
  follow(): void;
}

export function createFileMirror(parts: FileMirrorParts): KnownMirror {
  const { environment, key } = parts;
  const { fileHandles, clock } = environment;
  const state = signal<MirrorState>({ kind: "none" });
  let file: FileHandle | undefined;
  let writing: Promise<void> = Promise.resolve();
  let isWaiting = false;

  /** Brings the file into step, unless another program has written to it since we did. */
  async function write(over: boolean): Promise<void> {
    isWaiting = false;
    const target = file;
    if (target === undefined) return;
    const { name } = target;
    const foreign = over ? undefined : await target.foreignText();
    const text = parts.text();
    if (foreign !== undefined && foreign !== text) {
      state.value = { kind: "foreign", name, text: foreign };
      return;
    }
    state.value = { kind: "writing", name };
    const failure = await target.write(text);
    if (file !== target) return;
    state.value =
      failure === undefined ? { kind: "in-step", name, at: clock.now() } : { kind: "failed", name, failure };
  }

  /** Writes are put one behind the other; one that has not begun takes the newest text with it. */
  function bring(over = false): Promise<void> {
    if (isWaiting && !over) return writing;
    isWaiting = true;
    writing = writing.then(() => write(over));
    return writing;
  }

  async function begin(next: FileHandle, ask: boolean): Promise<void> {
    file = next;
    if (await next.mayWrite(ask)) await bring();
    else state.value = { kind: "asking", name: next.name };
  }

  return {
    supported: fileHandles.supported,
    state,
    async choose() {
      const chosen = await fileHandles.choose(key, parts.filename);
      if (chosen === undefined) return;
      if ("failure" in chosen) parts.failed(chosen);
      else await begin(chosen, true);
    },
    async resume() {
      if (file !== undefined) await begin(file, true);
    },
    takeFile() {
      if (state.value.kind !== "foreign") return;
      const { name, text } = state.value;
      if (parts.take(text)) void bring(true);
      else parts.failed({ failure: "not-a-notebook-file", name });
    },
    overwrite() {
      if (state.value.kind !== "foreign") return;
      parts.keep(state.value.text);
      void bring(true);
    },
    stop() {
      file = undefined;
      state.value = { kind: "none" };
      void fileHandles.forget(key);
    },
    async start() {
      const stored = await fileHandles.stored(key);
      if (stored !== undefined && file === undefined) await begin(stored, false);
    },
    follow() {
      if (state.value.kind === "in-step" || state.value.kind === "writing") void bring();
    },
  };
}

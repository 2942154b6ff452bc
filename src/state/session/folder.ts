/** The notebook's folder, as far as the page knows it: what the notebook wrote, and what the student put there. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Notices } from "../notices.ts";
import { cleanName } from "../outside.ts";
import type { NamedBlob } from "../wall.ts";

export interface WrittenFile {
  /** As the notebook calls it, with its folder. */
  readonly name: string;
  /** The same, made harmless. */
  readonly shown: string;
  readonly bytes: number;
}

export interface Folder {
  /** All but the notebook and what was handed out with it. */
  readonly files: ReadonlySignal<readonly WrittenFile[]>;
  /** What Python says is there. */
  take(files: readonly { readonly name: string; readonly bytes: number }[]): void;
  /** Gives them to the notebook: the last ones, as many as a folder may have. */
  add(files: readonly NamedBlob[]): void;
  /** What a frame that is built anew has to be given again. */
  added(): readonly NamedBlob[];
}

const MOST_FILES = 1_000;
const MOST_ADDED = 100;

export function createFolder(
  notices: Pick<Notices, "tell">,
  give: (files: readonly NamedBlob[]) => void,
): Folder {
  const files = signal<readonly WrittenFile[]>([]);
  const added = new Map<string, NamedBlob>();
  return {
    files,
    take(found) {
      files.value = found
        .slice(0, MOST_FILES)
        .map(({ name, bytes }) => ({ name, shown: name.split("/").map(cleanName).join("/"), bytes }));
    },
    add(given) {
      const taken = given.slice(-MOST_ADDED).map(({ name, blob }) => ({ name: cleanName(name), blob }));
      for (const file of taken) {
        added.delete(file.name);
        added.set(file.name, file);
      }
      for (const name of [...added.keys()].slice(0, -MOST_ADDED)) added.delete(name);
      const [first] = taken;
      if (first !== undefined) notices.tell({ fact: "file-added", name: first.name, more: taken.length - 1 });
      give(taken);
    },
    added: () => [...added.values()],
  };
}

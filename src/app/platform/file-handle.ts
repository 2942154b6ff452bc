/** Files on the person's disk by File System Access, where the browser has it. */
import type { DraftKey, FileHandle, FileHandles } from "../../state/environment.ts";
import { sha256 } from "./sha256.ts";

declare global {
  interface Window {
    /** Chromium only. */
    showSaveFilePicker?(options: {
      suggestedName: string;
      types: { description: string; accept: Record<string, string[]> }[];
    }): Promise<FileSystemFileHandle>;
  }
  interface FileSystemFileHandle {
    queryPermission?(descriptor: { mode: "readwrite" }): Promise<PermissionState>;
    requestPermission?(descriptor: { mode: "readwrite" }): Promise<PermissionState>;
  }
}

/** Where the handles of chosen files are kept between visits. */
interface HandleStore {
  read(key: DraftKey): Promise<StoredHandle | undefined>;
  write(key: DraftKey, stored: StoredHandle): Promise<void>;
  remove(key: DraftKey): Promise<void>;
}

interface StoredHandle {
  readonly handle: unknown;
  readonly written: string | null;
}

export function createFileHandles(store: HandleStore): FileHandles {
  return {
    supported: window.showSaveFilePicker !== undefined,
    async choose(key, filename) {
      try {
        const handle = await window.showSaveFilePicker?.({
          suggestedName: filename,
          types: [{ description: "marimo", accept: { "text/x-python": [".py"] } }],
        });
        // A file that is chosen here is meant to be written over: its picker has asked.
        return handle && fileOf(handle, null, (written) => store.write(key, { handle, written }), true);
      } catch (error) {
        const isCancelled = error instanceof DOMException && error.name === "AbortError";
        return isCancelled ? undefined : { failure: "file-refused", name: filename };
      }
    },
    async stored(key) {
      const found = await store.read(key);
      const handle = found?.handle;
      if (found === undefined || !(handle instanceof FileSystemFileHandle)) return undefined;
      return fileOf(handle, found.written, (written) => store.write(key, { handle, written }), false);
    },
    forget: store.remove,
  };
}

function fileOf(
  handle: FileSystemFileHandle,
  last: string | null,
  note: (written: string) => Promise<void>,
  isNew: boolean,
): FileHandle {
  let written = last;
  let mayReplace = isNew;
  return {
    name: handle.name,
    async mayWrite(ask) {
      const mode = { mode: "readwrite" } as const;
      const now = (await handle.queryPermission?.(mode)) ?? "granted";
      if (now === "granted" || !ask) return now === "granted";
      return (await handle.requestPermission?.(mode)) === "granted";
    },
    async foreignText() {
      if (mayReplace) return undefined;
      try {
        const text = await (await handle.getFile()).text();
        return (await digest(text)) === written ? undefined : text;
      } catch {
        return undefined;
      }
    },
    async write(text) {
      try {
        // Chromium writes aside and puts the whole file in place on close.
        const stream = await handle.createWritable();
        await stream.write(text);
        await stream.close();
        written = await digest(text);
        mayReplace = false;
        await note(written);
        return undefined;
      } catch {
        return { failure: "file-refused", name: handle.name };
      }
    },
  };
}

function digest(text: string): Promise<string> {
  return sha256(new Blob([text]));
}

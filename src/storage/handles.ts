/** Handles of files on the person's disk. Browsers store them as they are, and no schema can tell more about them. */
import type { DraftKey } from "../state/environment.ts";
import { keyOf, type Store } from "./database.ts";

export interface StoredHandle {
  readonly handle: unknown;
  /** Digest of what was written to the file last. */
  readonly written: string | null;
}

export interface HandleStore {
  read(key: DraftKey): Promise<StoredHandle | undefined>;
  write(key: DraftKey, stored: StoredHandle): Promise<void>;
  remove(key: DraftKey): Promise<void>;
}

/** A handle that cannot be stored is chosen again on the next visit; that is no failure. */
export function createHandleStore({ use }: Store): HandleStore {
  return {
    async read(key) {
      const found = await use((database) => database.get("handles", keyOf(key)));
      return found === undefined || "failure" in found ? undefined : found;
    },
    async write({ course, notebook }, { handle, written }) {
      await use((database) => database.put("handles", { course, notebook, handle, written }));
    },
    async remove(key) {
      await use((database) => database.delete("handles", keyOf(key)));
    },
  };
}

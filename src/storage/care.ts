/** What the browser does with all that is kept here. */
import type { StorageCare } from "../state/environment.ts";
import type { Store } from "./database.ts";

export function createStorageCare({ onCleared }: Store): StorageCare {
  return {
    onCleared,
    async persist() {
      // Missing without a secure context.
      const { storage }: { storage?: StorageManager } = navigator;
      try {
        return (await storage?.persisted()) === true || (await storage?.persist()) === true;
      } catch {
        return false;
      }
    },
  };
}

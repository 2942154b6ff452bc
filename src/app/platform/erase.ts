/** Takes everything of this site away from this browser: notebooks, tokens, settings, and the copy of the app. */
import type { Eraser } from "../../state/environment.ts";
import { repair } from "../offline/repair.ts";

/** `eraseStore` takes away what is in the database. */
export function createEraser(
  baseAddress: string,
  eraseStore: () => Promise<void>,
  eraseTokens: () => Promise<void>,
): Eraser {
  const prefix = `atelier ${new URL(baseAddress).pathname} `;
  return {
    tokens: eraseTokens,
    async everything() {
      try {
        await eraseStore();
        clear(localStorage, prefix);
        clear(sessionStorage, prefix);
        await repair(baseAddress);
        return undefined;
      } catch {
        return { failure: "storage-refused" };
      }
    },
  };
}

/** Other sites of the same origin keep what is theirs. */
function clear(storage: Storage, prefix: string): void {
  for (const name of Object.keys(storage)) if (name.startsWith(prefix)) storage.removeItem(name);
}

/** Notices that files have changed, whoever changed them: by the system's word, and by looking where it gives none. */
import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Network folders and full watch tables tell nothing; then this is how often we look. Milliseconds. */
const LOOK_EVERY = 1_000;
/** A rename is told of several times. Milliseconds. */
const SETTLE = 10;

/** `files`: absolute, asked for at each look; those that are missing are waited for. Returns what ends it. */
export function watchFiles(files: () => readonly string[], changed: () => void): () => void {
  let known: string | undefined;
  let isLooking = false;
  let settling: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const now = (await Promise.all(files().map(stampOf))).join("\n");
    isLooking = false;
    if (known !== undefined && known !== now) changed();
    known = now;
  }

  const soon = () => {
    clearTimeout(settling);
    settling = setTimeout(() => void look(), SETTLE);
  };
  const folders = new Set(files().map((file) => dirname(file)));
  const watchers = [...folders].flatMap((folder) => watchFolder(folder, soon));
  const timer = setInterval(() => void look(), LOOK_EVERY);
  void look();
  return () => {
    clearInterval(timer);
    clearTimeout(settling);
    for (const watcher of watchers) watcher.close();
  };
}

/** Folders, for a file that is renamed into place is another file than the one that was watched. */
function watchFolder(folder: string, listener: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, listener);
    watcher.on("error", () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}

async function stampOf(file: string): Promise<string> {
  const entry = await stat(file).catch(() => undefined);
  return entry === undefined ? `${file} -` : `${file} ${entry.ino} ${entry.size} ${entry.mtimeMs}`;
}

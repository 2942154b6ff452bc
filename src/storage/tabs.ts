/** One tab writes a notebook: it holds a Web Lock, and tabs talk to each other by BroadcastChannel. */
import type { DraftKey, Seat, TabPeer, Tabs } from "../state/environment.ts";
import { isWritten, takeSeatByNotes } from "./tabs-by-notes.ts";

/** How long the writing tab may take to put on disk what was typed there. */
const PATIENCE = 2_000;

/** `at`: milliseconds since 1970. */
type Note = { kind: "yield"; at: number } | { kind: "yielded" } | { kind: "saved" };

export function createTabs(basePath: string): Tabs {
  // Several sites may share one origin, and with it its locks.
  const nameOf = ({ course, notebook }: DraftKey) =>
    `atelier ${basePath} ${JSON.stringify([course, notebook])}`;
  return {
    join: (key, peer) => takeSeat(nameOf(key), peer),
    async whileClosed(key, work) {
      const locks = findLocks();
      if (locks === undefined) return (await isWritten(nameOf(key))) ? undefined : work();
      return locks.request(nameOf(key), { ifAvailable: true }, (lock) =>
        lock === null ? undefined : work(),
      );
    },
  };
}

/** Missing without a secure context, as on plain HTTP. */
function findLocks(): LockManager | undefined {
  const { locks }: { locks?: LockManager } = navigator;
  return locks;
}

function takeSeat(name: string, peer: TabPeer): Seat {
  const locks = findLocks();
  if (locks === undefined) return takeSeatByNotes(name, peer);
  const channel = new BroadcastChannel(name);
  const tell = (note: Note): void => channel.postMessage(note);
  let release: (() => void) | undefined;
  let yielded: (() => void) | undefined;
  let left = false;
  /** Number of the request that holds the lock. */
  let holder = 0;
  let requests = 0;

  /** Waits for the lock; one that is stolen from us is waited for again. */
  function wait(options: LockOptions): void {
    const request = ++requests;
    locks
      ?.request(name, options, (lock) => {
        if (left) return undefined;
        if (lock !== null) return hold(request);
        peer.became("reader");
        wait({});
        return undefined;
      })
      .catch(() => {
        if (left || holder !== request) return;
        release = undefined;
        peer.became("reader");
        wait({});
      });
  }

  function hold(request: number): Promise<void> {
    holder = request;
    return new Promise((resolve) => {
      release = resolve;
      peer.became("writer");
    });
  }

  channel.onmessage = ({ data }: MessageEvent<Note>) => {
    if (data.kind === "saved") peer.saved();
    else if (data.kind === "yielded") yielded?.();
    // A tab that has hung hears it when it has been passed by already.
    else if (release !== undefined && Date.now() - data.at < PATIENCE)
      void peer.yielding().then(() => tell({ kind: "yielded" }));
  };
  wait({ ifAvailable: true });

  return {
    takeOver() {
      let timer: ReturnType<typeof setTimeout>;
      // Stealing passes by other tabs that wait, and one that hangs.
      yielded = () => {
        clearTimeout(timer);
        yielded = undefined;
        if (!left) wait({ steal: true });
      };
      timer = setTimeout(yielded, PATIENCE);
      tell({ kind: "yield", at: Date.now() });
    },
    tellSaved: () => tell({ kind: "saved" }),
    leave() {
      left = true;
      release?.();
      channel.close();
    },
  };
}

/**
 * One tab writes a notebook, where a page has no Web Locks (plain HTTP): tabs agree by notes on a BroadcastChannel.
 * The latest claim holds, so a tab that hung through it gives way when it hears of it. A tab that crashed says nothing:
 * the next one that asks, or that takes over, has the notebook.
 */
import type { Seat, TabPeer, TabRole } from "../state/environment.ts";

/** How long a tab that writes may take to answer a question. */
const ANSWER = 300;
/** How long it may take to put on disk what was typed there. */
const PATIENCE = 2_000;

/** Of two claims the later one holds, of two at the same moment the one with the greater name. */
interface Claim {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly name: number;
}

type Note =
  | { kind: "who-writes" }
  | { kind: "writing"; claim: Claim }
  | { kind: "left" }
  | { kind: "yield"; at: number }
  | { kind: "yielded" }
  | { kind: "saved" };

export function takeSeatByNotes(channelName: string, peer: TabPeer): Seat {
  const channel = new BroadcastChannel(channelName);
  const part = createPart((note) => channel.postMessage(note), peer);
  channel.onmessage = ({ data }: MessageEvent<Note>) => hear(part, data);
  const show = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) part.ask();
  };
  addEventListener("pagehide", part.leave);
  addEventListener("pageshow", show);
  part.ask();
  return {
    takeOver: part.takeOver,
    tellSaved: () => channel.postMessage({ kind: "saved" } satisfies Note),
    leave() {
      part.leave();
      removeEventListener("pagehide", part.leave);
      removeEventListener("pageshow", show);
      channel.close();
    },
  };
}

/** This tab's part in the talk. */
type Part = ReturnType<typeof createPart>;

function createPart(tell: (note: Note) => void, peer: TabPeer) {
  /** Ours, while this tab writes. */
  let claim: Claim | undefined;
  let taking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (milliseconds: number, act: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
  const become = (role: TabRole): void => {
    clearTimeout(timer);
    timer = undefined;
    taking = false;
    claim = role === "writer" ? { at: Date.now(), name: Math.random() } : undefined;
    if (claim !== undefined) tell({ kind: "writing", claim });
    peer.became(role);
  };
  const ask = (): void => {
    tell({ kind: "who-writes" });
    later(ANSWER, () => become("writer"));
  };
  return {
    peer,
    ask,
    takeOver(): void {
      taking = true;
      tell({ kind: "yield", at: Date.now() });
      later(PATIENCE, () => become("writer"));
    },
    leave(): void {
      clearTimeout(timer);
      if (claim !== undefined) tell({ kind: "left" });
      claim = undefined;
    },
    answer(): void {
      if (claim !== undefined) tell({ kind: "writing", claim });
    },
    hearClaim(theirs: Claim): void {
      if (taking) return;
      if (claim !== undefined && isLater(claim, theirs)) tell({ kind: "writing", claim });
      // A tab that reads already, and has asked nothing, learns nothing from it.
      else if (claim !== undefined || timer !== undefined) become("reader");
    },
    /** Several may wait: whoever asks first is answered by nobody, and answers the others. */
    writerLeft(): void {
      if (claim === undefined && !taking) later(Math.random() * ANSWER, ask);
    },
    async handOver(): Promise<void> {
      if (claim === undefined) return;
      claim = undefined;
      await peer.yielding();
      tell({ kind: "yielded" });
      become("reader");
    },
    wasGiven(): void {
      if (taking) become("writer");
    },
  };
}

function hear(part: Part, note: Note): void {
  switch (note.kind) {
    case "who-writes":
      part.answer();
      break;
    case "writing":
      part.hearClaim(note.claim);
      break;
    case "left":
      part.writerLeft();
      break;
    case "yield":
      // A tab that has hung hears it when it has been passed by already.
      if (Date.now() - note.at < PATIENCE) void part.handOver();
      break;
    case "yielded":
      part.wasGiven();
      break;
    case "saved":
      part.peer.saved();
      break;
    default:
      note satisfies never;
  }
}

/** Whether some tab writes; it has a moment to say so. */
export function isWritten(channelName: string): Promise<boolean> {
  const channel = new BroadcastChannel(channelName);
  return new Promise<boolean>((settle) => {
    channel.onmessage = ({ data }: MessageEvent<Note>) => {
      if (data.kind === "writing") settle(true);
    };
    channel.postMessage({ kind: "who-writes" } satisfies Note);
    setTimeout(() => settle(false), ANSWER);
  }).finally(() => channel.close());
}

function isLater(one: Claim, other: Claim): boolean {
  return one.at === other.at ? one.name > other.name : one.at > other.at;
}

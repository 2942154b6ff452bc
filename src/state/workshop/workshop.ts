/** The workshop of an open notebook: its steps, its solution cards, and the keys that its site releases. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { ReleasedKeys } from "../../core/solutions/release.ts";
import { solutionCell } from "../../core/workshop/insert.ts";
import type { Session } from "../session/session.ts";
import type { Card } from "./cards.ts";
import { type Countdowns, createCountdowns } from "./countdowns.ts";
import { followEvidence } from "./evidence.ts";
import { createKeyPoll, type KeyPoll, type PollState } from "./key-poll.ts";
import { createOpenings, type Openings } from "./openings.ts";
import type { WorkshopPorts } from "./ports.ts";
import { createPresence, type Presence } from "./presence.ts";
import { createShelf } from "./shelf.ts";
import { createSteps, type Step, type Steps } from "./steps.ts";
import { createTries } from "./tries.ts";
import { createVaultLoader, type VaultState, type WorkshopSource } from "./vault-loader.ts";

export interface Workshop {
  readonly vault: ReadonlySignal<VaultState>;
  readonly steps: ReadonlySignal<readonly Step[]>;
  readonly cards: ReadonlySignal<ReadonlyMap<string, Card>>;
  /** Null where there is nothing to ask for keys. */
  readonly keys: ReadonlySignal<PollState> | null;
  /** When solutions will open, by exercise: a live server counts down. */
  readonly countdowns: Countdowns["deadlines"];
  /** Null on a static host, where nobody is counted. */
  readonly presence: Pick<Presence, "isOn" | "turn"> | null;
  /** What opened since the page was opened, newest last. */
  readonly news: ReadonlySignal<readonly string[]>;
  /** Of a derivation that takes seconds: how far it is, from 0 to 1. */
  readonly progress: ReadonlySignal<number | null>;
  /** The attendee's own code for an exercise, beside which the model stands. */
  ownCode(exercise: string): string;
  checkForKeys(): void;
  typeWords(exercise: string, words: string): void;
  cancel(exercise: string): void;
  /** Adds the model solution below the exercise; nothing that is there changes. False when nothing may be added. */
  insert(exercise: string, heading: string): boolean;
  /** False when the clipboard is out of reach. */
  copy(exercise: string): Promise<boolean>;
  reload(): void;
  show(exercise: string): void;
  close(): void;
}

export interface WorkshopContext {
  readonly ports: WorkshopPorts;
  readonly copy: (text: string) => Promise<boolean>;
}

export function createWorkshop(
  { ports, copy }: WorkshopContext,
  session: Session,
  source: WorkshopSource,
): Workshop {
  const shelf = createShelf(ports.kept, session.document);
  const { kept } = shelf;
  const news = signal<readonly string[]>([]);
  const openings = createOpenings(kept.value.opened, (id, solution) => {
    if (!kept.value.opened.has(id)) news.value = [...news.value, id];
    shelf.keep({ opened: new Map(kept.value.opened).set(id, solution) });
  });
  const loader = createVaultLoader(source, (vault) => openings.use(vault));
  const steps = createSteps(session, loader.state, kept);
  const { clock } = ports;
  const evidence = followEvidence({ session, clock, vault: loader.state, steps, openings, shelf });
  const useKeys = async (): Promise<void> => {
    // A key of another copy: the locked solutions were published anew since this page took them.
    if ((await openings.release(kept.value.keys)) && (await loader.load()))
      await openings.release(kept.value.keys);
  };
  const takeKeys = (keys: ReleasedKeys): void => {
    shelf.keep({ keys: new Map([...kept.value.keys, ...keys]) });
    void useKeys();
  };
  const { keysUrl } = source;
  const poll = keysUrl === null ? null : createKeyPoll({ ports, keysUrl, take: takeKeys });
  const live = goLive({ ports, session, source, vault: loader.state, steps, openings, poll });
  const start = async (): Promise<void> => {
    if (await loader.load()) {
      await useKeys();
      evidence.again();
    }
  };
  void start();

  return {
    vault: loader.state,
    steps: steps.list,
    cards: openings.cards,
    keys: poll?.state ?? null,
    countdowns: live.countdowns.deadlines,
    presence: live.presence,
    news,
    progress: ports.slowWork.progress,
    ownCode: steps.ownCode,
    checkForKeys: () => poll?.check(),
    typeWords: (id, words) => void openings.type(id, words),
    cancel: openings.cancel,
    insert(id, heading) {
      const others = session.source.cells.value.map(({ code }) => code);
      const { code } = solutionCell(solutionOf(openings.cards, id), heading, others);
      return session.door.insertCell(
        steps.checkCell(id) ?? session.source.cells.value.at(-1)?.id ?? null,
        code,
      );
    },
    copy: (id) => copy(solutionOf(openings.cards, id).join("\n\n")),
    reload: () => void start(),
    show(id) {
      const cell = steps.cellToFill(id);
      if (cell !== undefined) session.showCell(cell);
    },
    close() {
      loader.close();
      evidence.close();
      openings.close();
      poll?.close();
      live.close();
    },
  };
}

interface LiveParts {
  readonly ports: WorkshopPorts;
  readonly session: Session;
  readonly source: WorkshopSource;
  readonly vault: ReadonlySignal<VaultState>;
  readonly steps: Steps;
  readonly openings: Openings;
  readonly poll: KeyPoll | null;
}

/** What there is besides where a server is live; on a static host nothing comes, and nothing is sent. */
function goLive({ ports, session, source, vault, steps, openings, poll }: LiveParts) {
  const { eventsUrl, presenceUrl } = source;
  const countdowns = createCountdowns(ports.clock, session.document.notebook);
  const tries = createTries(session, steps);
  const progress = { vault, steps: steps.list, cards: openings.cards, tries: tries.counts };
  const presence =
    presenceUrl === null ? null : createPresence(ports, presenceUrl, session.document, progress);
  const stopListening =
    eventsUrl === null
      ? () => {}
      : ports.events.listen(eventsUrl, {
          released: () => poll?.check(),
          countdowns: countdowns.hear,
          connected(connected) {
            poll?.connected(connected);
            if (connected) presence?.again();
          },
        });
  return {
    countdowns,
    presence,
    close() {
      stopListening();
      presence?.close();
      tries.close();
    },
  };
}

function solutionOf(cards: ReadonlySignal<ReadonlyMap<string, Card>>, id: string): readonly string[] {
  const card = cards.value.get(id);
  return card?.kind === "open" ? card.solution.code : [];
}

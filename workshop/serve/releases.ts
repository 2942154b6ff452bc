/** What is released and what is about to be: one step after another, and every page is told. */
import { join } from "node:path";
import { isFailure } from "../../src/core/failure.ts";
import type { Countdowns, ReleaseAnswer, Released, ReleaseRequest } from "../../src/core/live/protocol.ts";
import { serveWords } from "../../src/words/serve.ts";
import type { Effects } from "../effects.ts";
import { createCountdowns } from "./countdowns.ts";
import { formatEvent } from "./event-streams.ts";
import { type LiveSite, newlyReleased, releaseTag } from "./live-site.ts";
import { type ReleaseFailure, releaseInto, withFileTrouble } from "./release-into.ts";
import { watchFiles } from "./watch-files.ts";

export interface Releases {
  /** As it was read last. */
  site(): LiveSite;
  countdowns(): Countdowns;
  /** What a page is told as soon as it listens. `seen`: the last event id that it had, if any. */
  greeting(seen: string | undefined): string;
  release(request: ReleaseRequest): Promise<ReleaseOutcome | ReleaseFailure>;
  /** Resolves when a release that has begun is written. */
  close(): Promise<void>;
}

type ReleaseOutcome = Exclude<ReleaseAnswer, { failure: string }>;

export interface ReleasesOptions {
  /** Reads the site and the private keys from disk. */
  readonly read: () => Promise<LiveSite>;
  /** Hears of everything that happens, as the events that pages get; they may be none. */
  readonly tell: (events: string) => void;
  readonly effects: Effects;
}

export async function createReleases({ read, tell, effects }: ReleasesOptions): Promise<Releases> {
  let site = await read();
  const inTurn = createQueue();
  const countdowns = createCountdowns(
    () => performance.now(),
    (notebook, exercise) => void releaseDue(notebook, exercise),
  );
  const tellCountdowns = () => tell(formatEvent("countdowns", countdowns.list()));

  /** Takes up what is on disk now, whoever wrote it. */
  async function takeUp(): Promise<void> {
    const after = await read();
    const released = newlyReleased(site, after);
    site = after;
    tell(releasedEvents(released, releaseTag(site)));
    const stopped = released.flatMap(({ notebook, exercises }) =>
      exercises.filter((exercise) => countdowns.stop(notebook, exercise)),
    );
    if (stopped.length > 0) tellCountdowns();
  }

  async function release(request: ReleaseRequest): ReturnType<Releases["release"]> {
    if (request.kind === "cancel") {
      if (countdowns.stop(request.notebook, request.exercise)) tellCountdowns();
      return { released: [], already: [], counting: [] };
    }
    await takeUp();
    const outcome = await releaseInto(site, request, effects);
    if (isFailure(outcome)) return outcome;
    for (const exercise of outcome.counting) countdowns.start(request.notebook, exercise, request.after ?? 0);
    if (outcome.counting.length > 0) tellCountdowns();
    if (outcome.released.length > 0) await takeUp();
    return outcome;
  }

  async function releaseDue(notebook: string, exercise: string): Promise<void> {
    const due: ReleaseRequest = { kind: "release", notebook, exercises: [exercise] };
    const outcome = await inTurn(() => release(due)).catch(explained);
    if ("message" in outcome) effects.tell(serveWords.notReleased(exercise, outcome.message));
    tellCountdowns();
  }

  /** A file that is being written cannot be read for a moment; what was there stays until it can. */
  async function takeUpChanges(): Promise<void> {
    const trouble = await inTurn(takeUp).catch(explained);
    if (trouble !== undefined) effects.tell(serveWords.unreadable(trouble.message));
  }

  const stopWatching = watchFiles(
    () => filesOf(site),
    () => void takeUpChanges(),
  );
  return {
    site: () => site,
    countdowns: countdowns.list,
    greeting(seen) {
      const tag = releaseTag(site);
      const missed = seen === tag ? [] : newlyReleased(undefined, site);
      return releasedEvents(missed, tag) + formatEvent("countdowns", countdowns.list(), tag);
    },
    release: (request) => inTurn(() => withFileTrouble(() => release(request))),
    async close() {
      stopWatching();
      countdowns.close();
      await inTurn(async () => {});
    },
  };
}

/** Steps one after another: what one has read must not change before it has written. */
function createQueue(): <T>(step: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const done = last.then(step);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Nothing that goes wrong here may end a server that a room depends on. */
function explained(error: unknown): { readonly message: string } {
  return { message: error instanceof Error ? error.message : String(error) };
}

/** The id comes with the last: whoever has that has seen them all. */
function releasedEvents(released: readonly Released[], tag: string): string {
  return released
    .map((event, index) => formatEvent("released", event, index === released.length - 1 ? tag : undefined))
    .join("");
}

function filesOf({ place, notebooks }: LiveSite): string[] {
  return [
    join(place.site, "course.json"),
    ...notebooks.flatMap(({ id, workshop }) => [
      workshop.keysFile,
      join(workshop.folder, "sealed.json"),
      join(place.private, id, "keys_all.json"),
    ]),
  ];
}

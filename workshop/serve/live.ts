/** A workshop while it is served: what is released, who is here, and everybody who listens. */
import type { Presence, Room } from "../../src/core/live/protocol.ts";
import { createEventStreams, type EventStreams, formatEvent } from "./event-streams.ts";
import type { LiveNotebook } from "./live-site.ts";
import { createPresences } from "./presences.ts";
import { createReleases, type Releases, type ReleasesOptions } from "./releases.ts";
import { type RoomParts, roomOf } from "./room.ts";
import { throttled } from "./throttled.ts";

export interface Live extends Releases {
  readonly pages: EventStreams;
  readonly cockpits: EventStreams;
  room(): Room;
  /** `undefined` when it was heard. */
  take(presence: Presence, address: string): "unknown" | "too-many" | undefined;
}

export interface LiveOptions extends Omit<ReleasesOptions, "tell"> {
  /** Asked for at each picture, for a laptop changes networks. */
  readonly addresses: () => Pick<RoomParts, "join" | "lacking">;
}

/** The cockpit is told at most this often. Milliseconds. */
const PUSH_EVERY = 250;
const SWEEP_EVERY = 5_000;

/** A room behind one address translation is one address, and people open many tabs. */
const pageLimits = { all: 4_000, perAddress: 3_000 };
const cockpitLimits = { all: 100, perAddress: 50 };

export async function createLive({ addresses, ...options }: LiveOptions): Promise<Live> {
  const presences = createPresences(() => performance.now());
  const push = throttled(PUSH_EVERY, () => {
    if (cockpits.count() > 0) cockpits.send(formatEvent("room", room()));
  });
  const cockpits = createEventStreams(cockpitLimits, () => {});
  const pages = createEventStreams(pageLimits, push.soon);
  const tell = (events: string) => {
    if (events !== "") pages.send(events);
    push.soon();
  };
  const releases = await createReleases({ ...options, tell });
  const room = () =>
    roomOf({
      site: releases.site(),
      presences: presences.all(),
      connected: pages.count(),
      countdowns: releases.countdowns(),
      ...addresses(),
    });
  const sweeper = setInterval(() => {
    if (presences.sweep()) push.soon();
  }, SWEEP_EVERY);
  return {
    ...releases,
    pages,
    cockpits,
    room,
    take(presence, address) {
      if (!isKnown(presence, releases.site().notebooks)) return "unknown";
      if (!presences.take(presence, address)) return "too-many";
      push.soon();
      return undefined;
    },
    async close() {
      clearInterval(sweeper);
      await releases.close();
      pages.close();
      cockpits.close();
      push.stop();
    },
  };
}

function isKnown({ notebook, exercises }: Presence, notebooks: readonly LiveNotebook[]): boolean {
  const known = notebooks.find(({ id }) => id === notebook)?.exercises.map(({ id }) => id);
  return known !== undefined && exercises.every(({ id }) => known.includes(id));
}

/** A cockpit over a server in memory whose every word a test decides. */
import type { ReleaseRequest, Room } from "../../../src/core/live/protocol.ts";
import { type Cockpit, createCockpit } from "../../../src/state/cockpit/cockpit.ts";
import type { CockpitServer, Ending } from "../../../src/state/cockpit/ports.ts";
import { createFakeEnvironment, type FakeEnvironment, settle } from "../fake-environment.ts";

export interface FakeCockpit {
  readonly cockpit: Cockpit;
  readonly environment: FakeEnvironment;
  /** Connections that were tried, oldest first. */
  readonly connections: { readonly aborted: () => boolean }[];
  readonly requests: ReleaseRequest[];
  /** What the next release answers. */
  answer: Awaited<ReturnType<CockpitServer["release"]>>;
  /** The server says this on the connection of the moment. */
  say(name: string, data: string): void;
  beat(): void;
  tell(room: Room): void;
  /** The connection of the moment ends so. */
  end(ending: Ending): Promise<void>;
}

export function openFakeCockpit(): FakeCockpit {
  const environment = createFakeEnvironment();
  const connections: FakeCockpit["connections"] = [];
  const requests: ReleaseRequest[] = [];
  let end = (_: Ending) => {};
  let on: Parameters<CockpitServer["follow"]>[0] | undefined;
  const fake = { answer: { text: "" } as FakeCockpit["answer"] };
  const server: CockpitServer = {
    follow(listener, signal) {
      connections.push({ aborted: () => signal.aborted });
      on = listener;
      return new Promise((resolve) => {
        end = resolve;
      });
    },
    async release(request) {
      requests.push(request);
      return fake.answer;
    },
  };
  const cockpit = createCockpit({ server, clock: environment.clock });
  const say = (name: string, data: string): void => {
    on?.heard();
    on?.event({ name, data });
  };
  return Object.assign(fake, {
    cockpit,
    environment,
    connections,
    requests,
    say,
    beat: () => on?.heard(),
    tell: (room: Room) => say("room", JSON.stringify(room)),
    async end(ending: Ending) {
      end(ending);
      await settle();
    },
  });
}

export const room: Room = {
  title: "A workshop",
  join: ["http://127.0.0.1:8080/"],
  connected: 3,
  attendees: 2,
  notebooks: [
    {
      id: "intro",
      title: "Introduction",
      attendees: 2,
      exercises: ["Q1", "Q2"].map((id) => ({
        id,
        title: id,
        locks: ["release"],
        releasable: true,
        released: false,
        counts: { toDo: 1, inProgress: 1, passed: 0, open: 0 },
        stuck: 0,
      })),
      stuck: [],
    },
  ],
  countdowns: [],
  lacking: [],
};

/** The same room with these solutions released. */
export function withReleased(...ids: string[]): Room {
  return {
    ...room,
    notebooks: room.notebooks.map((notebook) => ({
      ...notebook,
      exercises: notebook.exercises.map((one) => ({ ...one, released: ids.includes(one.id) })),
    })),
  };
}

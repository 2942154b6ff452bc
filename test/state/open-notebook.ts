/** An app with the course's notebook open and a frame that answers. */
import { expect, vi } from "vitest";
import { type App, createApp } from "../../src/state/app.ts";
import type { Session } from "../../src/state/session/session.ts";
import type { FrameMessage, ShellMessage } from "../../src/state/wall.ts";
import { createFakeEnvironment, type FakeEnvironment, settle } from "./fake-environment.ts";

export interface Opened {
  readonly environment: FakeEnvironment;
  readonly app: App;
  readonly session: Session;
  /** Everything that the shell sent to the frame of this generation. */
  readonly sent: ShellMessage[];
  /** The frame says something; anything at all, to try what the door lets in. */
  say(message: FrameMessage): void;
  sayAnything(data: unknown): void;
  /** Id of the cell named so, or at that place. */
  cell(which: string | number): string;
}

export async function openNotebook(
  environment = createFakeEnvironment(),
  hash = "#/c/one/nb",
): Promise<Opened> {
  const app = createApp(environment);
  app.navigate(hash);
  // The notebook's half of the app is a module of its own, which takes its time on a busy machine.
  await vi.waitFor(() => expect(app.workspace.value.kind).not.toBe("loading"), { timeout: 15_000 });
  const workspace = app.workspace.value;
  if (workspace.kind !== "open") throw new Error(`The notebook is ${workspace.kind}`);
  const { session } = workspace;
  await settle();
  const sent = connect(session);
  await settle();
  const generation = generationOf(session);
  return {
    environment,
    app,
    session,
    sent,
    say: (message) => session.frame.receive(generation, message),
    sayAnything: (data) => session.frame.receive(generation, data),
    cell(which) {
      const { value } = session.source.cells;
      const found = typeof which === "number" ? value[which] : value.find((cell) => cell.name === which);
      if (found === undefined) throw new Error(`There is no cell ${which}`);
      return found.id;
    },
  };
}

export function generationOf(session: Session): number {
  const plan = session.frame.plan.value;
  expect(plan).not.toBeNull();
  return plan?.generation ?? -1;
}

/** Connects a frame for the present generation, which answers pings, and returns what it is sent. */
export function connect(session: Session): ShellMessage[] {
  const sent: ShellMessage[] = [];
  const generation = generationOf(session);
  session.frame.connect(generation, {
    send(message) {
      sent.push(message);
      if (message.kind === "ping")
        queueMicrotask(() => session.frame.receive(generation, { kind: "pong", count: message.count }));
    },
  });
  return sent;
}

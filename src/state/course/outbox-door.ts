/** The one outbox of the page. Its code is loaded when there is something to send. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Preferences } from "../environment.ts";
import type { Outbox } from "./outbox.ts";
import type { CoursePorts } from "./ports.ts";

export interface OpenOutbox {
  readonly ports: CoursePorts;
  readonly outbox: Outbox;
}

export interface OutboxDoor {
  /** Null while nothing has asked for it. */
  readonly current: ReadonlySignal<Outbox | null>;
  open(): Promise<OpenOutbox>;
}

/** Set while something waits, so that a visit that has nothing to send loads nothing for it. */
const WAITING = "outbox";

export function createOutboxDoor(
  loadPorts: () => Promise<CoursePorts>,
  preferences: Preferences,
): OutboxDoor {
  const current = signal<Outbox | null>(null);
  let opening: Promise<OpenOutbox> | undefined;

  async function start(): Promise<OpenOutbox> {
    const [{ createOutbox }, ports] = await Promise.all([import("./outbox.ts"), loadPorts()]);
    const outbox = createOutbox(ports);
    await outbox.load();
    outbox.items.subscribe((items) => preferences.write(WAITING, items.length > 0 ? "yes" : null));
    current.value = outbox;
    return { ports, outbox };
  }

  function open(): Promise<OpenOutbox> {
    opening ??= start();
    return opening;
  }

  if (preferences.read(WAITING) !== null) void open();
  return { current, open };
}

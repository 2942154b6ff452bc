/** Server-sent events (HTML standard, 9.2) to every page that listens. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** Hosts in between and browsers give up a connection on which nothing comes. Milliseconds. */
const HEARTBEAT = 15_000;
/** A page that has left this much unread is not reading: it is cut off, and connects again when it can. Bytes. */
const MOST_UNREAD = 256 * 1024;

export interface EventStreams {
  /** Begins a stream with these events. False, and nothing is answered, when there are too many. */
  open(request: IncomingMessage, response: ServerResponse, first: string): boolean;
  send(events: string): void;
  count(): number;
  /** Ends every stream. */
  close(): void;
}

export interface StreamLimits {
  readonly all: number;
  readonly perAddress: number;
}

/** Called whenever a stream begins or ends. */
export function createEventStreams(limits: StreamLimits, changed: () => void): EventStreams {
  const open = new Map<ServerResponse, string>();
  const send = (events: string) => {
    for (const response of open.keys()) write(response, events);
  };
  const heartbeat = setInterval(() => send(":\n\n"), HEARTBEAT);
  return {
    open(request, response, first) {
      const address = request.socket.remoteAddress ?? "";
      const same = [...open.values()].filter((other) => other === address).length;
      if (open.size >= limits.all || same >= limits.perAddress) return false;
      open.set(response, address);
      response.on("close", () => {
        open.delete(response);
        changed();
      });
      request.socket.setNoDelay(true);
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        // Asks nginx and its like to pass on each event at once.
        "x-accel-buffering": "no",
      });
      write(response, first);
      changed();
      return true;
    },
    send,
    count: () => open.size,
    close() {
      clearInterval(heartbeat);
      for (const response of open.keys()) response.end();
    },
  };
}

function write(response: ServerResponse, events: string): void {
  response.write(events);
  if (response.writableLength > MOST_UNREAD) response.destroy();
}

/** One event. `id`: what the browser says it has seen when it connects again. */
export function formatEvent(name: string, data: unknown, id?: string): string {
  return `event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

/** How long a page waits before it connects again, each another time, so that they do not all come at once. */
export function formatRetry(random: number): string {
  return `retry: ${1_000 + Math.floor(random * 2_000)}\n\n`;
}

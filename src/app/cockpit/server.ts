/** The cockpit's own addresses, by fetch: the token goes into a header and nowhere else. */
import { createEventReader, type StreamEvent } from "../../core/live/event-stream.ts";
import { COCKPIT_EVENTS, RELEASE } from "../../core/live/protocol.ts";
import type { CockpitServer, Ending } from "../../state/cockpit/ports.ts";

/** Characters of one event: a room of many notebooks is far smaller. */
const MOST_EVENT = 4_000_000;

export function createCockpitServer(baseAddress: string, token: string): CockpitServer {
  const ask = (path: string, init: RequestInit): Promise<Response> =>
    fetch(new URL(path, baseAddress), {
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${token}` },
      cache: "no-store",
      credentials: "omit",
      // A redirect could carry the token elsewhere.
      redirect: "error",
      referrerPolicy: "no-referrer",
    });

  return {
    async follow(on, signal) {
      try {
        // The service worker knows a stream by this header, and leaves it alone.
        const headers = { Accept: "text/event-stream" };
        const response = await ask(COCKPIT_EVENTS, { headers, signal });
        const ending = endingOf(response);
        if (ending !== undefined || response.body === null) return ending ?? "lost";
        on.heard();
        await readEvents(response.body, on);
      } catch {
        // The network, the signal, or an event without end: all are the end of this connection.
      }
      return "lost";
    },
    async release(request) {
      try {
        const headers = { "Content-Type": "application/json" };
        const response = await ask(RELEASE, { method: "POST", headers, body: JSON.stringify(request) });
        return refusalOf(response) ?? { text: await response.text() };
      } catch {
        return "lost";
      }
    },
  };
}

function refusalOf({ status }: Response): Ending | undefined {
  if (status === 401 || status === 403) return "wrong-token";
  return status === 429 ? "too-many" : undefined;
}

function endingOf(response: Response): Ending | undefined {
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  return refusalOf(response) ?? (response.ok && isStream ? undefined : "lost");
}

async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  on: { heard(): void; event(event: StreamEvent): void },
): Promise<void> {
  const events = createEventReader(MOST_EVENT);
  const pieces = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    on.heard();
    for (const event of events.push(piece.value)) on.event(event);
  }
}

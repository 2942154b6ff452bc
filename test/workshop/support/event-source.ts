/** Server-sent events as a page gets them, with what tests ask of them. */
import { onTestFinished } from "vitest";

export interface HeardEvent {
  readonly name: string;
  readonly data: unknown;
  readonly id: string | undefined;
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
}

export interface EventSource {
  readonly heard: readonly HeardEvent[];
  /** The first event that is so, now or later; `skip`: of those that have been heard already. */
  next(wanted: (event: HeardEvent) => boolean, skip?: number): Promise<HeardEvent>;
  /** Resolves when the server has ended the stream or the connection. */
  readonly ended: Promise<void>;
  close(): void;
}

export async function listen(url: string, headers: Record<string, string> = {}): Promise<EventSource> {
  const aborter = new AbortController();
  const response = await fetch(url, { headers, signal: aborter.signal });
  if (response.status !== 200 || response.body === null) throw new Error(`${url} answers ${response.status}`);
  const heard: HeardEvent[] = [];
  const waiting = new Set<() => void>();
  const read = async (body: ReadableStream<Uint8Array>) => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const bytes of body) {
      const blocks = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
      rest = blocks.pop() ?? "";
      heard.push(...blocks.flatMap(parseEvent));
      for (const look of waiting) look();
    }
  };
  const close = () => aborter.abort();
  onTestFinished(close);
  return {
    heard,
    ended: read(response.body).catch(() => undefined),
    next(wanted, skip = 0) {
      return new Promise((settle) => {
        const look = () => {
          const found = heard.slice(skip).find(wanted);
          if (found === undefined) return;
          waiting.delete(look);
          settle(found);
        };
        waiting.add(look);
        look();
      });
    },
    close,
  };
}

function parseEvent(block: string): HeardEvent[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
  const name = field("event");
  if (name === undefined) return [];
  return [{ name, data: JSON.parse(field("data") ?? "null"), id: field("id"), at: performance.now() }];
}

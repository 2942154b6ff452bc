/** What the cockpit asks of the platform. */
import type { StreamEvent } from "../../core/live/event-stream.ts";
import type { ReleaseRequest } from "../../core/live/protocol.ts";
import type { Clock } from "../environment.ts";

export interface CockpitPorts {
  readonly server: CockpitServer;
  readonly clock: Clock;
}

/** Statuses that say something about the token, and everything else that ends a conversation. */
export type Ending =
  /** 401 or 403: this is not the token, or there is a newer one. */
  | "wrong-token"
  /** 429: wrong ones were tried too often. */
  | "too-many"
  | "lost";

export interface CockpitServer {
  /** Follows `cockpit/events` until it ends or the signal says so. `heard` is called for every sign of life. */
  follow(on: { heard(): void; event(event: StreamEvent): void }, signal: AbortSignal): Promise<Ending>;
  /** `POST release`; the text of the answer, whatever its status. */
  release(request: ReleaseRequest): Promise<{ readonly text: string } | Ending>;
}

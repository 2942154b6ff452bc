/** What a live server tells, by server-sent events. */
import type { LiveEvents, LiveListener } from "../../state/workshop/ports.ts";

/** A server that answers with something else than events has not come back yet. */
const LATER = 4_000;
/**
 * Browsers allow six connections to one `http:` address in all their tabs, and each stream takes one: a page that
 * nobody looks at gives its own back after this long, or a seventh tab would never load. Milliseconds.
 */
const UNSEEN = 5_000;

export const liveEvents: LiveEvents = {
  listen(url, on) {
    let source: EventSource | undefined;
    let later: ReturnType<typeof setTimeout> | undefined;

    function open(): void {
      clearTimeout(later);
      if (source !== undefined || document.hidden) return;
      const opened = connect(url, on);
      source = opened;
      opened.addEventListener("error", () => {
        // A lost connection the browser makes anew by itself; one that was refused it gives up.
        if (opened.readyState !== EventSource.CLOSED) return;
        source = undefined;
        later = setTimeout(open, LATER);
      });
    }

    function close(): void {
      clearTimeout(later);
      source?.close();
      source = undefined;
    }

    function look(): void {
      clearTimeout(later);
      if (!document.hidden) {
        open();
        return;
      }
      later = setTimeout(() => {
        close();
        on.connected(false);
      }, UNSEEN);
    }

    document.addEventListener("visibilitychange", look);
    open();
    return () => {
      document.removeEventListener("visibilitychange", look);
      close();
    };
  },
};

function connect(url: string, { released, countdowns, connected }: LiveListener): EventSource {
  const source = new EventSource(url);
  source.addEventListener("open", () => connected(true));
  source.addEventListener("error", () => connected(false));
  source.addEventListener("released", released);
  source.addEventListener("countdowns", ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") countdowns(data);
  });
  return source;
}

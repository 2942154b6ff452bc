/** What a live server tells, by server-sent events. */
import type { LiveEvents, LiveListener } from "../../state/workshop/ports.ts";

/** A server that answers with something else than events has not come back yet. */
const LATER = 4_000;

export const liveEvents: LiveEvents = {
  listen(url, on) {
    let source = open();
    let later: ReturnType<typeof setTimeout> | undefined;

    function open(): EventSource {
      const opened = connect(url, on);
      opened.addEventListener("error", () => {
        // A lost connection the browser makes anew by itself; one that was refused it gives up.
        if (opened.readyState !== EventSource.CLOSED) return;
        later = setTimeout(() => {
          source = open();
        }, LATER);
      });
      return opened;
    }

    return () => {
      clearTimeout(later);
      source.close();
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

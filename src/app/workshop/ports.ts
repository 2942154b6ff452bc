/** The workshop's ports in a browser. */
import { signal } from "@preact/signals";
import { toBase64url } from "../../core/solutions/bytes.ts";
import { webCrypto } from "../../core/solutions/web-crypto.ts";
import type { Clock, Preferences } from "../../state/environment.ts";
import type {
  Attention,
  PresenceSender,
  ReleasedKeyFiles,
  WorkshopFiles,
  WorkshopPorts,
} from "../../state/workshop/ports.ts";
import { createWorkerCrypto } from "../crypto/worker-crypto.ts";
import { fetchFile } from "../platform/fetch-file.ts";
import { openCache } from "../platform/open-cache.ts";
import { liveEvents } from "./live-events.ts";

/** More than this is no list of keys. */
const MOST_BYTES = 1_000_000;

export function createWorkshopPorts({
  clock,
  preferences,
}: {
  readonly clock: Clock;
  readonly preferences: Preferences;
}): WorkshopPorts {
  // Pages on plain HTTP have no `crypto.subtle`, whatever the types say.
  const isSecure = globalThis.isSecureContext;
  const worker = isSecure ? undefined : createWorkerCrypto();
  return {
    files: createFiles(new URL(".", document.baseURI).pathname),
    keys: keyFiles,
    events: liveEvents,
    presence,
    attention,
    crypto: worker?.crypto ?? webCrypto(),
    slowWork: worker ?? { progress: signal(null) },
    kept: preferences,
    clock,
    random: Math.random,
    randomId: () => toBase64url(crypto.getRandomValues(new Uint8Array(16))),
  };
}

/** From the network, and without one the last copy: words read out must open a solution with no network at all. */
function createFiles(basePath: string): WorkshopFiles {
  const opening = openCache(`atelier-workshops ${basePath}`);
  return {
    async text(url, signal) {
      const cache = await opening;
      const response = await fetchFile(url, signal);
      if ("failure" in response) {
        const copy = response.failure === "unreachable" ? await cache?.match(url) : undefined;
        return copy === undefined ? response : copy.text();
      }
      const text = await response.text().catch(() => undefined);
      if (text === undefined) return { failure: "unreachable", host: new URL(url).host };
      // A full disk is no reason to fail.
      await cache?.put(url, new Response(text)).catch(() => undefined);
      return text;
    },
  };
}

const keyFiles: ReleasedKeyFiles = {
  async fetch(url, tag, signal) {
    const { host, origin } = new URL(url);
    // A header of ours would make a question to another host a preflighted one.
    const headers: HeadersInit = tag !== null && origin === location.origin ? { "If-None-Match": tag } : {};
    try {
      const response = await fetch(url, {
        signal,
        headers,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
      if (response.status === 304) return { kind: "unchanged" };
      if (!response.ok) return { failure: "not-found", host, status: response.status };
      return { kind: "text", text: await readText(response), tag: response.headers.get("etag") };
    } catch {
      return { failure: "unreachable", host };
    }
  },
};

/** Nothing for a page: a sign-in, or an apology, is no list of keys whatever is written in it. */
async function readText(response: Response): Promise<string> {
  const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  const blob = await response.blob();
  return isPage || blob.size > MOST_BYTES ? "" : blob.text();
}

const presence: PresenceSender = {
  async send(url, body) {
    try {
      const { ok, status } = await fetch(url, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/json" },
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        // The last word of a page that is being left arrives all the same.
        keepalive: true,
      });
      if (ok) return "heard";
      return status === 429 || status >= 500 ? "unheard" : "refused";
    } catch {
      return "unheard";
    }
  },
};

const attention: Attention = {
  isHidden: () => document.hidden,
  onReturn(listener) {
    const seen = (): void => {
      if (!document.hidden) listener();
    };
    document.addEventListener("visibilitychange", seen);
    addEventListener("online", listener);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("online", listener);
    };
  },
  onLeave(listener) {
    addEventListener("pagehide", listener);
    return () => removeEventListener("pagehide", listener);
  },
};

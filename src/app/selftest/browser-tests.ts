/** What a browser must be able to do, tried rather than asked for by name. */
import type { Preferences } from "../../state/environment.ts";
import { missingFeature } from "../platform/features.ts";

export interface Outcome {
  readonly passed: boolean;
  /** A name or an amount that the sentence mentions; "" for none. */
  readonly detail: string;
}

export function tryBrowser(): Outcome {
  const missing = missingFeature();
  return { passed: missing === undefined, detail: missing ?? "" };
}

const MEGABYTE = 1_000_000;

/** Writes and reads in every store that a notebook uses; the detail is the room in megabytes. */
export async function tryStorage(preferences: Preferences): Promise<Outcome> {
  const mark = String(Math.random());
  preferences.write("selftest", mark);
  const isKept = preferences.read("selftest") === mark;
  preferences.write("selftest", null);
  const opens = await opensDatabase();
  const quota = await navigator.storage?.estimate().then(
    ({ quota: all = 0, usage = 0 }) => String(Math.floor((all - usage) / MEGABYTE)),
    () => "",
  );
  return { passed: isKept && opens, detail: quota ?? "" };
}

function opensDatabase(): Promise<boolean> {
  return new Promise((settle) => {
    try {
      const request = indexedDB.open("atelier selftest");
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase("atelier selftest");
        settle(true);
      };
      request.onerror = () => settle(false);
      request.onblocked = () => settle(false);
    } catch {
      settle(false);
    }
  });
}

/** How long the worker may take to put its copies away. */
const PATIENCE = 60_000;

/** Passes once a service worker is in charge, so that the app opens without a network. */
export async function tryOffline(baseAddress: string): Promise<Outcome> {
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (container === undefined) return { passed: false, detail: "" };
  const script = new URL("service-worker.js", baseAddress).href;
  const registration = await container.register(script, { updateViaCache: "none" }).catch(() => undefined);
  if (registration === undefined) return { passed: false, detail: "" };
  const late = new Promise<undefined>((settle) => setTimeout(settle, PATIENCE));
  const ready = await Promise.race([container.ready, late]);
  return { passed: ready?.active !== null && ready !== undefined, detail: "" };
}

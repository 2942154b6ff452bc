/** Registers the service worker, and says what it means for the person: a copy for use offline, new versions. */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { savesData } from "../../core/saves-data.ts";
import type { App } from "../../state/app.ts";
import { createPartStore } from "../platform/part-store.ts";
import { type Copy, createCopy, whenIdle } from "./copy.ts";
import { listCourseFiles } from "./course-copies.ts";
import { listParts } from "./parts.ts";
import { createUpdates, type Updates } from "./updates.ts";

export interface Offline {
  readonly copy: Copy;
  readonly updates: Updates;
}

/** Undefined where there are no service workers: without a secure context, in some private windows. */
export function createOffline(app: App, baseAddress: string): Offline | undefined {
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (container === undefined) return undefined;

  const session = computed(() => (app.workspace.value.kind === "open" ? app.workspace.value.session : null));
  const busy = computed(
    () =>
      session.value?.runs.state.value === "running" ||
      session.value?.validator.state.value.kind === "running",
  );
  const hasRun = computed(
    () =>
      session.value?.frame.python.state.value.kind === "ready" &&
      ["finished", "stopped"].includes(session.value.runs.state.value),
  );
  const controlled = signal(container.controller !== null);
  container.addEventListener("controllerchange", () => {
    controlled.value = container.controller !== null;
  });

  const store = createPartStore(`atelier-parts ${new URL(baseAddress).pathname}`);
  const copy = createCopy({
    isSparing: savesData(navigator),
    due: computed(() => controlled.value && hasRun.value && !busy.value),
    async list(signal) {
      const parts = await listParts(store, baseAddress, signal);
      const files = await listCourseFiles(app.courses, baseAddress);
      return parts === undefined || files === undefined ? undefined : [...parts, ...files];
    },
  });
  // A visit that opened no notebook leaves the lists and texts behind: they are small.
  effect(() => {
    if (controlled.value) whenIdle(() => void keepCourses());
  });
  async function keepCourses(): Promise<void> {
    const { signal: never } = new AbortController();
    for (const keep of (await listCourseFiles(app.courses, baseAddress)) ?? []) await keep(never);
  }
  const updates = createUpdates({
    container,
    busy,
    async save() {
      const open = session.peek();
      await open?.flush();
      return open?.saved.peek().kind !== "failed";
    },
    reload: () => location.reload(),
  });
  // A deploy took away a part of this page that it had not loaded yet.
  addEventListener("vite:preloadError", updates.setOutdated);
  const isStarting = computed(
    () => app.workspace.value.kind === "loading" || (session.value !== null && !hasRun.value),
  );
  whenCalm(isStarting, () => register(container, baseAddress, updates.follow));
  return { copy, updates };
}

/** Longest that a notebook's start may keep us waiting. Milliseconds. */
const PATIENCE = 20_000;

/**
 * Once the page has what it needs, and the first outputs of a notebook are there: the worker's copies come from the
 * browser's own cache then, and take no line from Python's start.
 */
function whenCalm(isStarting: ReadonlySignal<boolean>, callback: () => void): void {
  let isDue = true;
  const late = signal(false);
  const start = (): void => {
    setTimeout(() => {
      late.value = true;
    }, PATIENCE);
    effect(() => {
      if ((isStarting.value && !late.value) || !isDue) return;
      isDue = false;
      whenIdle(callback);
    });
  };
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}

function register(
  container: ServiceWorkerContainer,
  baseAddress: string,
  follow: (registration: ServiceWorkerRegistration) => void,
): void {
  async function start(): Promise<void> {
    const script = new URL("service-worker.js", baseAddress).href;
    const registration = await container.register(script, { updateViaCache: "none" }).catch(() => undefined);
    if (registration === undefined) {
      addEventListener("online", () => void start(), { once: true });
      return;
    }
    follow(registration);
    const look = (): void => {
      if (!document.hidden) void registration.update().catch(() => undefined);
    };
    document.addEventListener("visibilitychange", look);
    addEventListener("online", look);
  }
  void start();
}

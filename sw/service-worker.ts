/** Install, activate, routes, messages. It never takes over by itself: the page asks the person first. */
import { registerRoute } from "workbox-routing";
import { courseStrategy, isCourseFile, isKeyFile } from "./courses.ts";
import { type FromWorker, readMessage, type ToWorker } from "./messages.ts";
import { createShell } from "./shell.ts";
import { createSite } from "./site.ts";

declare const self: ServiceWorkerGlobalScope;

const site = createSite(self.registration.scope);
const shell = createShell(site, self.atelierPlan);
const courses = courseStrategy(site, "no-cache");
const keys = courseStrategy(site, "no-store");

self.addEventListener("install", (event) => event.waitUntil(shell.install()));

self.addEventListener("activate", (event) =>
  event.waitUntil(
    shell
      .cleanUp()
      // The page of the first visit works offline at once. Later pages have agreed to this worker.
      .then(() => self.clients.claim()),
  ),
);

// The way out when all else is broken: from the network as long as there is one.
registerRoute(
  ({ url }) => site.pathOf(url.href) === "repair.html",
  ({ request }) => fetch(request).catch(() => shell.answer("repair.html", request)),
);

// The packs of Python and of the output components are kept by the page, unpacked; here are only their manifests.
registerRoute(
  ({ url }) => isShellFile(site.pathOf(url.href)),
  ({ url, request }) => shell.answer(site.pathOf(url.href) ?? "", request),
);

registerRoute(
  ({ url, request }) =>
    request.destination === "" && !isStream(request) && isCourseFile(site.pathOf(url.href) ?? "assets/"),
  async ({ event, request }) => {
    const isOurs = event instanceof FetchEvent && (await isOurPage(event.clientId));
    if (!isOurs) return fetch(request);
    return (isKeyFile(new URL(request.url).pathname) ? keys : courses).handle({ event, request });
  },
);

self.addEventListener("message", (event) => {
  const message = readMessage(event.data);
  const source = event.source instanceof Client ? event.source.id : "";
  event.waitUntil(
    reply(message, source).then((answer) => {
      event.ports[0]?.postMessage(answer);
    }),
  );
});

async function reply(message: ToWorker | undefined, source: string): Promise<FromWorker> {
  switch (message?.kind) {
    case "activate":
      return activate(source);
    case "compare":
      return { kind: "compared", same: shell.has(site.pathOf(message.script) ?? "") };
    case undefined:
      return { kind: "not-understood" };
    default:
      return message satisfies never;
  }
}

async function activate(source: string): Promise<FromWorker> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = pages.filter((page) => page.id !== source && isDocument(page.url));
  if (others.length > 0) return { kind: "other-pages", count: others.length };
  void self.skipWaiting();
  return { kind: "activating" };
}

/** Files of this build, and those that a page of the build before may still ask for. */
function isShellFile(path: string | undefined): boolean {
  return path !== undefined && (shell.has(path) || /^(assets|frame)\//.test(path));
}

/** Server-sent events never end: a copy of them would never be complete. */
function isStream(request: Request): boolean {
  return request.headers.get("accept") === "text/event-stream";
}

function isDocument(url: string): boolean {
  const path = site.pathOf(url);
  return path?.endsWith(".html") === true && shell.has(path);
}

async function isOurPage(id: string): Promise<boolean> {
  const client = await self.clients.get(id);
  return client !== undefined && isDocument(client.url);
}

/** Where marimo's rendering of a cell's output lives on the page, and how islands is started for it. */

import * as v from "valibot";
import type { LazyModules } from "./lazy-modules.ts";
import ourStyle from "./marimo.css?inline";
import { installIslandModules, islandIndex } from "./modules.ts";
import type { IslandsPeer } from "./peer.ts";

/** islands starts only where it finds an island, and a notebook may have no cell yet. */
const ANCHOR = "anchor";

/**
 * Puts an island for `cell` into `host`; the returned function removes it. The element must come from a parser:
 * its constructor sets a class, which `createElement` forbids. `early` is clean HTML to show until islands draws.
 */
export function mountIsland(cell: string, host: HTMLElement, early: string): () => void {
  host.innerHTML =
    `<marimo-island data-app-id="main" data-reactive="true" data-cell-idx="0" data-island-cell-id="${cell}">` +
    // islands takes no cell without an output and a code; it never runs this one.
    `<marimo-cell-output><span>${early}</span></marimo-cell-output>` +
    "<marimo-cell-code hidden>pass</marimo-cell-code>" +
    "</marimo-island>";
  return () => host.replaceChildren();
}

/**
 * Loads islands' modules and lets it take the page's islands; its `new Worker` is answered with `peer`. Its style is
 * there at once, its code when `due` says so.
 */
export async function startIslandOutputs(
  bytes: { start: Blob; lazy: LazyModules; index: Blob; style: Blob },
  peer: IslandsPeer,
  due: Promise<void>,
): Promise<void> {
  const style = document.createElement("style");
  // Shadow roots of marimo's elements copy the sheet with this title.
  style.title = "marimo";
  style.textContent = (await bytes.style.text()) + ourStyle;
  document.head.append(style);

  const anchor = document.createElement("div");
  anchor.hidden = true;
  document.body.append(anchor);
  mountIsland(ANCHOR, anchor, "");

  await due;
  answerFirstWorker(peer);
  const index = v.parse(islandIndex, JSON.parse(await bytes.index.text()));
  await installIslandModules({ start: bytes.start, lazy: bytes.lazy, index }).startIslands();
}

/** islands makes one module worker from a blob: it gets the peer. Any other worker is made as asked. */
function answerFirstWorker(peer: IslandsPeer): void {
  const RealWorker = globalThis.Worker;
  const Answering = new Proxy(RealWorker, {
    construct(target, [url, options]: [string | URL, WorkerOptions?]) {
      if (options?.type !== "module") return new target(url, options);
      globalThis.Worker = RealWorker;
      // A port drops what arrives before anybody listens; islands does so in this same turn.
      queueMicrotask(() => peer.worker.start());
      return peer.worker;
    },
  });
  globalThis.Worker = Answering;
}

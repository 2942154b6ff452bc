/**
 * The worst that code in the frame can do: it has taken the port to the shell from our own script, whose window it
 * shares. Tests speak through it as such code would.
 */
import type { Page } from "@playwright/test";
import { notebookOf } from "../support/notebook.ts";

/** Before the page is opened: whoever first posts on a port in a frame gives that port away, and what it hears. */
export async function takePort(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (parent === window) return;
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...parameters: [unknown]) {
      if (Reflect.get(globalThis, "takenPort") === undefined) {
        Reflect.set(globalThis, "takenPort", this);
        this.addEventListener("message", ({ data }) => {
          if (data.kind === "open") Reflect.set(globalThis, "openedCells", data.cells);
        });
      }
      post.apply(this, parameters);
    };
  });
}

/** Ids of the cells that the shell calls locked, as the frame was told. */
export function lockedCells(page: Page): Promise<string[]> {
  return notebookOf(page)
    .frame.locator(":root")
    .evaluate(() => {
      const cells: { id: string; locked: string | null }[] = Reflect.get(globalThis, "openedCells");
      return cells.filter(({ locked }) => locked !== null).map(({ id }) => id);
    });
}

/**
 * Posts what `source`, the text of a JavaScript expression, stands for: a list of messages. As text, so that it may
 * make what a test's own arguments cannot carry: blobs, cycles, getters, half a megabyte.
 */
export async function post(page: Page, source: string): Promise<void> {
  await runInFrame(page, `for (const message of ${source}) takenPort.postMessage(message);`);
}

/** Runs a script in the frame's window, as a notebook's output could, and waits until it has run. */
export async function runInFrame(page: Page, code: string): Promise<void> {
  await notebookOf(page)
    .frame.locator(":root")
    .evaluate(
      (_root, text) =>
        new Promise((settle, refuse) => {
          const script = document.createElement("script");
          script.src = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
          script.onload = settle;
          script.onerror = refuse;
          document.head.append(script);
        }),
      code,
    );
}

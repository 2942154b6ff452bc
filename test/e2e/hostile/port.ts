/**
 * The worst that code in the frame can do: it has taken the port to the shell from our own script, whose window it
 * shares. Tests speak through it as such code would.
 */
import type { Page } from "@playwright/test";
import { notebookOf } from "../support/notebook.ts";

/** Before the page is opened: whoever first posts on a port in a frame gives that port away. */
export async function takePort(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (parent === window) return;
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...parameters: [unknown]) {
      if (Reflect.get(globalThis, "takenPort") === undefined) {
        Reflect.set(globalThis, "takenPort", this);
      }
      post.apply(this, parameters);
    };
  });
}

/** Ids of the cells that say that they are locked. */
export async function lockedCells(page: Page): Promise<string[]> {
  const cells = notebookOf(page).frame.locator(".cell[data-cell-id]", { hasText: "Read-only" });
  return cells.evaluateAll((found) => found.map((cell) => cell.getAttribute("data-cell-id") ?? ""));
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

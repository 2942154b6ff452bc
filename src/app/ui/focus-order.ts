/** Where the focus goes when it leaves the frame, and from region to region with F6. */
import type { App, FocusWish } from "../../state/app.ts";
import type { Session } from "../../state/session/session.ts";

const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), textarea, iframe, [tabindex='0']";

/** Answers the app's wishes until the returned function is called. */
export function listenForFocus(app: App, session: Session): () => void {
  return app.onFocus((wish) => {
    if (wish === "before") focusBeside("before");
    else if (wish === "after") focusBeside("after");
    else focusRegion(wish, session);
  });
}

function shown(selector: string, root: ParentNode = document): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)].filter((element) => element.offsetParent !== null);
}

function focusBeside(where: "before" | "after"): void {
  const all = shown(FOCUSABLE);
  const frame = all.findIndex((element) => element.matches(".notebook-frame"));
  all[where === "before" ? frame - 1 : frame + 1]?.focus();
}

/** The notebook's frame; where in it, the frame is told. */
export function focusNotebook(): void {
  document.querySelector<HTMLElement>(".notebook-frame")?.focus();
}

/** Header, outline, notebook, side panel, and round again. */
function focusRegion(wish: Extract<FocusWish, "next-region" | "previous-region">, session: Session): void {
  const regions = shown("[data-region], .notebook-frame");
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  const step = wish === "next-region" ? 1 : -1;
  const next = regions[(now + step + regions.length) % regions.length];
  if (next?.matches(".notebook-frame")) {
    next.focus();
    session.command("focus-first");
  } else if (next !== undefined) shown(FOCUSABLE, next)[0]?.focus();
}

/**
 * What an opaque frame cannot do by itself, asked of the shell: saving files, opening links, copying. And what
 * notebook code must not have, taken away. Installed before islands and before any notebook code.
 */
import type { FrameMessage } from "../../runtime/contract.ts";
import { announceSubmissions } from "./forms.ts";

type Tell = (message: FrameMessage) => void;

export function mediateRealm(tell: Tell): void {
  removeEscapes();
  standInStorage();
  mediateLinks(tell);
  mediateClipboard(tell);
  quietHistory();
  announceSubmissions();
  reportBlockedHosts(tell);
}

/** A peer connection would pass by `connect-src` (design/security.md, row 1). */
function removeEscapes(): void {
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]) {
    Reflect.deleteProperty(globalThis, name);
  }
}

/** An opaque origin has no storage, but islands reads its preferences there: an empty one for this page's life. */
function standInStorage(): void {
  for (const name of ["localStorage", "sessionStorage"]) {
    const values = new Map<string, string>();
    const value: Storage = {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, text) => void values.set(key, String(text)),
      removeItem: (key) => void values.delete(key),
      clear: () => values.clear(),
      key: (index) => [...values.keys()][index] ?? null,
      get length() {
        return values.size;
      },
    };
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
}

function mediateLinks(tell: Tell): void {
  const save = async (anchor: HTMLAnchorElement) => {
    const blob = await (await fetch(anchor.href)).blob();
    tell({ kind: "save", name: anchor.download || "download", blob });
  };
  /** True when the shell does it instead. */
  const takeOver = (anchor: HTMLAnchorElement): boolean => {
    if (anchor.hasAttribute("download")) {
      save(anchor).catch((error: unknown) => tell({ kind: "fault", code: "save", detail: String(error) }));
      return true;
    }
    const href = anchor.getAttribute("href") ?? "";
    if (href.startsWith("#")) {
      document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
      return true;
    }
    tell({ kind: "open-link", url: anchor.href });
    return true;
  };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (!this.href || !takeOver(this)) click.call(this);
  };
  document.addEventListener(
    "click",
    (event) => {
      const anchor = event
        .composedPath()
        .find((node) => node instanceof HTMLAnchorElement && node.href !== "");
      if (anchor instanceof HTMLAnchorElement && takeOver(anchor)) event.preventDefault();
    },
    true,
  );
  window.open = (url) => {
    if (url) tell({ kind: "open-link", url: String(url) });
    return null;
  };
}

function mediateClipboard(tell: Tell): void {
  const copy = async (text: string) => tell({ kind: "copy", text });
  const clipboard = {
    writeText: copy,
    write: async (items: ClipboardItem[]) => {
      for (const item of items) {
        if (item.types.includes("text/plain")) await copy(await (await item.getType("text/plain")).text());
      }
    },
    readText: async () => "",
  };
  Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
}

/**
 * `mo.query_params` writes to the address bar; the frame has none that anybody sees. Firefox lets a frame walk through
 * the history of the whole page. On the prototype: a method of the instance alone would leave the real one there.
 */
function quietHistory(): void {
  for (const name of ["pushState", "replaceState", "back", "forward", "go"]) {
    Object.defineProperty(History.prototype, name, { value: () => undefined });
  }
}

function reportBlockedHosts(tell: Tell): void {
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    const host = URL.canParse(blockedURI) ? new URL(blockedURI).host : "";
    if (host !== "") tell({ kind: "blocked-host", host });
  });
}

/** The small ports: settings, downloads, clipboard, links, clock, random names. */
import type { Clipboard, Clock, Downloads, Links, Preferences } from "../../state/environment.ts";

export function createPreferences(basePath: string): Preferences {
  const key = (name: string): string => `atelier ${basePath} ${name}`;
  return {
    read(name) {
      try {
        return localStorage.getItem(key(name));
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        if (value === null) localStorage.removeItem(key(name));
        else localStorage.setItem(key(name), value);
      } catch {
        // Settings that cannot be kept hold until the page is closed.
      }
    },
  };
}

export const downloads: Downloads = {
  save({ name, blob }) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
};

export const clipboard: Clipboard = {
  isAsked() {
    // A gesture in the frame counts as one in the page around it. Older browsers do not tell.
    const { userActivation }: { userActivation?: UserActivation } = navigator;
    return userActivation?.isActive ?? true;
  },
  async write(text) {
    // Missing on plain HTTP, whatever the types say.
    const { clipboard: ours }: { clipboard?: globalThis.Clipboard } = navigator;
    try {
      if (ours !== undefined) await ours.writeText(text);
      else if (!copyByCommand(text)) return { failure: "clipboard-refused" };
      return undefined;
    } catch {
      return { failure: "clipboard-refused" };
    }
  },
};

/** The old way, which browsers allow right after a click. */
function copyByCommand(text: string): boolean {
  let copied = false;
  const copy = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    copied = true;
  };
  document.addEventListener("copy", copy, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", copy);
  return copied;
}

export const links: Links = {
  open: (url) => void window.open(url, "_blank", "noopener,noreferrer"),
  go(hash) {
    location.hash = hash;
  },
  restart() {
    history.replaceState(null, "", location.pathname);
    location.reload();
  },
};

export const clock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

export function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(36).padStart(2, "0")).join("");
}

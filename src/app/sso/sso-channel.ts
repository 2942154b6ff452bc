/** How the page that a school's sign-in leads back to hands the link to the tab that waits for it. */

/** Several sites may share one origin, and with it its channels. */
const nameOf = (baseAddress: string): string => `atelier ${new URL(baseAddress).pathname} sso`;

type Message = { readonly kind: "link"; readonly link: string } | { readonly kind: "taken" };

/** The scheme that this site may be registered for: browsers allow only `web+` and small letters. */
export const SCHEME = "web+atelier";

/** Calls back with each link that arrives, until the returned function is called. */
export function onLink(baseAddress: string, take: (link: string) => void): () => void {
  const channel = new BroadcastChannel(nameOf(baseAddress));
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind !== "link") return;
    channel.postMessage({ kind: "taken" } satisfies Message);
    take(data.link);
  };
  return () => channel.close();
}

/** Milliseconds that a waiting tab gets to say that it is there. */
const PATIENCE = 1_500;

/** True when a tab took the link. */
export function handOver(baseAddress: string, link: string): Promise<boolean> {
  const channel = new BroadcastChannel(nameOf(baseAddress));
  return new Promise((resolve) => {
    const end = (isTaken: boolean): void => {
      clearTimeout(timer);
      channel.close();
      resolve(isTaken);
    };
    const timer = setTimeout(() => end(false), PATIENCE);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === "taken") end(true);
    };
    channel.postMessage({ kind: "link", link } satisfies Message);
  });
}

/** Lets the browser open `sso.html` for links of our scheme; false where it cannot. It asks the person by itself. */
export function registerScheme(baseAddress: string): boolean {
  // Behind the `#`, so that the link goes to no server and into no log.
  const handler = `${new URL("sso.html", baseAddress).href}#%s`;
  try {
    navigator.registerProtocolHandler(SCHEME, handler);
    return true;
  } catch {
    return false;
  }
}

export function canRegister(): boolean {
  return "registerProtocolHandler" in navigator;
}

/** Hosts that a course names. */

// A host with an optional port: nothing that could close the frame's policy's directive and open another.
const HOST =
  /^(?=.{1,255}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/;

export function isHost(text: string): boolean {
  return HOST.test(text);
}

/** This machine, where plain http crosses no network. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** The address of a server that work may be sent to: https, or this machine's own; without anything but a path. */
export function readServerAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, origin, pathname, username, password, search, hash } = new URL(text);
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) return undefined;
  if (`${username}${password}${search}${hash}` !== "") return undefined;
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

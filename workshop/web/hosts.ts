/** Names under which this server may be spoken to, so that no other site's name can be led here (DNS rebinding). */
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

export interface HostRules {
  /** What the server listens on. */
  readonly host: string;
  /** Where attendees come in when that is another address: a tunnel, a proxy. */
  readonly join: URL | undefined;
}

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host);
}

export function isWildcard(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

/** A name as addresses have it. */
export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/**
 * The `Host` header must name this server. One that listens on all addresses takes any that is written in numbers:
 * rebinding works by names alone.
 */
export function isAllowedHost(header: string | undefined, { host, join }: HostRules): boolean {
  const name = /^([\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.exec(header ?? "")?.[1]?.toLowerCase();
  if (name === undefined) return false;
  const own = [...loopbackNames, bracketed(host).toLowerCase(), join?.hostname];
  return own.includes(name) || (isWildcard(host) && isIP(name.replace(/^\[|\]$/g, "")) !== 0);
}

/** False for what a page of another site sends. What is no browser says nothing, and could say anything. */
export function isOwnPage({ headers }: IncomingMessage, { join }: HostRules): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const { origin } = headers;
  if (origin === undefined || origin === join?.origin) return true;
  return /^https?:\/\/(.*)$/.exec(origin)?.[1]?.toLowerCase() === headers.host?.toLowerCase();
}

/** Where attendees and the instructor find this server. */
import { networkInterfaces } from "node:os";
import type { Room } from "../../src/core/live/protocol.ts";
import { bracketed, type HostRules, isLoopback, isWildcard } from "./hosts.ts";

export interface Listening extends HostRules {
  readonly port: number;
  readonly isTls: boolean;
}

/** Where attendees go; the first is the one to show. */
export function joinAddresses(listening: Listening): string[] {
  const { host, join } = listening;
  const hosts = isWildcard(host) ? networkAddresses(host) : [host];
  const own = hosts.map((name) => addressOf(name, listening));
  if (join === undefined) return own.length > 0 ? own : [addressOf("127.0.0.1", listening)];
  return [join.href, ...own.filter((url) => !isLoopback(new URL(url).hostname))];
}

/** The cockpit's document. On this machine without TLS, so that its token does not cross the network. */
export function cockpitBase(listening: Listening): string {
  const { host, isTls } = listening;
  if (!isWildcard(host)) return addressOf(host, listening);
  const [first] = isTls ? networkAddresses(host) : [];
  return addressOf(first ?? "127.0.0.1", listening);
}

/** What pages at this address lack for want of a secure context. */
export function lackingAt(url: string): Room["lacking"] {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || isLoopback(hostname) ? [] : ["offline", "scanner", "clipboard"];
}

function addressOf(host: string, { port, isTls }: Listening): string {
  return new URL(`${isTls ? "https" : "http"}://${bracketed(host)}:${port}/`).href;
}

/** Of virtual machines and containers: nobody in the room reaches these. */
const virtual = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|tailscale|zt)/;

/** Real networks first, and of each IPv4 first, for people type it. */
function networkAddresses(wildcard: string): string[] {
  const found = Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
    (entries ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith("fe80"))
      .filter(({ family }) => family === "IPv4" || wildcard === "::")
      .map(({ address, family }) => ({
        address,
        rank: (virtual.test(name) ? 2 : 0) + (family === "IPv4" ? 0 : 1),
      })),
  );
  return found.sort((one, other) => one.rank - other.rank).map(({ address }) => address);
}

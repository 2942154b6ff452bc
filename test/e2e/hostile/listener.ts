/**
 * Stands for the attacker: hears every byte that reaches it, over HTTP, WebSocket or UDP. A connection without a byte
 * is not counted: Chromium opens one ahead of a navigation that it then refuses, and no policy of ours is asked.
 */
import { createSocket, type Socket } from "node:dgram";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listener {
  /** Address over HTTP, without a slash at the end. */
  readonly url: string;
  /** Port for UDP: what a peer connection speaks. */
  readonly udpPort: number;
  /** What has been heard, one line each. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

/** Answers everything as invitingly as it can: any origin may read it, any type may be meant. The caller closes it. */
export async function startListener(): Promise<Listener> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    const headers = { "access-control-allow-origin": "*", "content-type": "text/javascript" };
    response.writeHead(200, headers).end("/* heard */");
  });
  server.on("connection", (socket) => socket.once("data", () => heard.push("bytes")));
  // As a proxy, it is asked for a way to a host.
  server.on("connect", (request, socket) => {
    heard.push(`connect ${request.url}`);
    socket.destroy();
  });
  server.on("upgrade", (request, socket) => {
    heard.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const udp = createSocket("udp4");
  udp.on("message", () => heard.push("a datagram"));
  await new Promise<void>((settle) => udp.bind(0, "127.0.0.1", settle));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    udpPort: udp.address().port,
    heard,
    close: () => close(server, udp),
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The listener has no port.");
  return address.port;
}

async function close(server: Server, udp: Socket): Promise<void> {
  udp.close();
  server.closeAllConnections();
  await new Promise((settle) => server.close(settle));
}

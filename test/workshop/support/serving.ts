/** `workshop serve` inside of the test's own process, on a site that has just been sealed. */
import { connect } from "node:net";
import * as v from "valibot";
import { onTestFinished } from "vitest";
import { type presenceSchema, roomSchema } from "../../../src/core/live/protocol.ts";
import { type ServeSiteOptions, serveSite } from "../../../workshop/serve/serve-site.ts";
import { listen } from "./event-source.ts";
import { notebook } from "./notebooks.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

/** A course whose notebook `intro` has Q1 and Q2, exported and nothing released. */
export async function exportedCourse(options: readonly string[] = []): Promise<Terminal> {
  const terminal = openTerminal();
  terminal.write("course.toml", 'id = "course"\ntitle = "A course"\n');
  terminal.write("source/intro.py", notebook(undefined, options));
  const { code, err } = await terminal.run("export", ".");
  if (code !== 0) throw new Error(err);
  return terminal;
}

/** Serves it; ends when the test does, or before by `close`. */
export async function openServing(terminal: Terminal, options: Partial<ServeSiteOptions> = {}) {
  const told: string[] = [];
  const served = await serveSite(
    {
      site: undefined,
      private: undefined,
      port: 0,
      host: "127.0.0.1",
      tls: undefined,
      join: undefined,
      ...options,
    },
    terminal.effects(told),
  );
  let isOpen = true;
  const close = async () => {
    if (isOpen) await served.close();
    isOpen = false;
  };
  onTestFinished(close);
  const cockpit = new URL(served.cockpit);
  const url = new URL(".", cockpit).href;
  const token = cockpit.hash.replace("#token=", "");
  const bearer = { authorization: `Bearer ${token}` };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  return {
    terminal,
    served,
    told,
    url,
    token,
    port: Number(cockpit.port),
    close,
    get: (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers }),
    post,
    release: async (request: Record<string, unknown>) => {
      const response = await post("release", { kind: "release", notebook: "intro", ...request }, bearer);
      return { status: response.status, body: (await response.json()) as unknown };
    },
    cancel: (exercise: string) => post("release", { kind: "cancel", notebook: "intro", exercise }, bearer),
    page: (headers: Record<string, string> = {}) => listen(`${url}events`, headers),
    cockpit: () => listen(`${url}cockpit/events`, bearer),
    /** A presence of attendee number `number`, in the order of its exercises' states. */
    presence: (number: number, exercises: v.InferInput<typeof presenceSchema>["exercises"]) =>
      post("presence", { attendee: String(number).padStart(22, "a"), notebook: "intro", exercises }),
  };
}

export function readRoom(data: unknown) {
  return v.parse(roomSchema, data);
}

/** All that a server sends on a connection of our own until it closes it; `text` goes out as it is. `from`: another address. */
export function talk(port: number, text: string, from = "127.0.0.1"): Promise<string> {
  return new Promise((settle, fail) => {
    let answer = "";
    const socket = connect({ port, host: "127.0.0.1", localAddress: from }, () => socket.write(text));
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("error", (error) => (answer === "" ? fail(error) : settle(answer)));
    socket.on("close", () => settle(answer));
  });
}

/** Of a request without a body, written by hand, for `fetch` tidies up what it is given. */
export async function statusOf(
  port: number,
  target: string,
  headers: readonly string[] = ["Host: localhost"],
) {
  const lines = [`GET ${target} HTTP/1.1`, ...headers, "Connection: close", "", ""];
  return Number(/^HTTP\/1\.1 (\d+)/.exec(await talk(port, lines.join("\r\n")))?.[1]);
}

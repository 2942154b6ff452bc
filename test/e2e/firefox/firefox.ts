/**
 * A Firefox of the system, driven by its own remote protocol, Marionette: JSON over a socket, each message with its
 * length in front. Playwright drives only the Firefox that it has patched itself.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFirefox } from "../../../scripts/firefox.ts";

export interface Firefox {
  /** Goes to an address and waits for its load; a new hash alone does not load. */
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Puts a file into the first file input of the page. */
  chooseFile(path: string): Promise<void>;
  /**
   * Runs the body of a function in the page, or in the notebook's frame, until it returns something else than null or
   * false, and gives that back. Throws after `seconds`, with what `about` says was awaited.
   */
  until(where: "page" | "frame", about: string, body: string, seconds?: number): Promise<unknown>;
  close(): Promise<void>;
}

/** Calls nobody, asks nothing, and takes any free port. */
const PREFERENCES = {
  "marionette.port": 0,
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "toolkit.telemetry.enabled": false,
};

/** Starts it with a profile of its own. The caller closes it. */
export async function startFirefox(): Promise<Firefox> {
  const program = findFirefox();
  if (program === undefined) throw new Error("There is no Firefox: `npm test` says how to get one.");
  const profile = await mkdtemp(join(tmpdir(), "atelier-firefox-"));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});\n`);
  await writeFile(join(profile, "user.js"), lines.join(""));
  const parameters = ["--headless", "--marionette", "--no-remote", "--profile", profile];
  // A home of its own, too: as root, Firefox refuses somebody else's.
  const browser = spawn(program, parameters, { stdio: "ignore", env: { ...process.env, HOME: profile } });
  const port = await portIn(join(profile, "MarionetteActivePort"), browser);
  const send = speak(connect(port, "127.0.0.1"));
  await send("WebDriver:NewSession", { capabilities: { alwaysMatch: { pageLoadStrategy: "normal" } } });
  return { ...pageOf(send), close: () => close(send, browser, profile) };
}

type Send = (command: string, parameters?: Record<string, unknown>) => Promise<unknown>;

function pageOf(send: Send): Omit<Firefox, "close"> {
  const select = async (selector: string) => {
    const found = await send("WebDriver:FindElement", { using: "css selector", value: selector });
    return Object.values(unwrap(found)).map(String)[0] ?? "";
  };
  const run = async (where: "page" | "frame", body: string) => {
    await send("WebDriver:SwitchToFrame", { id: null });
    if (where === "frame") {
      await send("WebDriver:SwitchToFrame", { element: await select('iframe[title="Notebook"]') });
    }
    return unwrapValue(await send("WebDriver:ExecuteScript", { script: body, args: [], sandbox: null }));
  };
  return {
    open: async (url) => void (await send("WebDriver:Navigate", { url })),
    reload: async () => void (await send("WebDriver:Refresh")),
    async chooseFile(path) {
      await send("WebDriver:SwitchToFrame", { id: null });
      await send("WebDriver:ElementSendKeys", { id: await select("input[type=file]"), text: path });
    },
    async until(where, about, body, seconds = 30) {
      const end = Date.now() + seconds * 1_000;
      for (;;) {
        // A frame that is just being replaced answers with an error.
        const got = await run(where, body).catch((error: unknown) =>
          Date.now() < end ? null : String(error),
        );
        if (got !== null && got !== false) return got;
        if (Date.now() > end) throw new Error(`In vain, for ${seconds} s: ${about}`);
        await later(150);
      }
    },
  };
}

const later = (milliseconds: number) => new Promise((settle) => setTimeout(settle, milliseconds));

async function portIn(file: string, browser: ChildProcess): Promise<number> {
  for (let tries = 0; tries < 300; tries++) {
    const port = Number(await readFile(file, "utf8").catch(() => ""));
    if (port > 0) return port;
    if (browser.exitCode !== null) throw new Error(`Firefox ended with ${browser.exitCode}.`);
    await later(100);
  }
  throw new Error("Firefox did not open its port.");
}

/** One command at a time gets one answer: `[1, id, error, result]`. */
function speak(socket: Socket): Send {
  const waiting = new Map<number, (answer: unknown[]) => void>();
  let received = Buffer.alloc(0);
  let count = 0;
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let message = first(received); message !== undefined; message = first(received)) {
      received = received.subarray(message.end);
      // The first message only says which protocol this is.
      if (Array.isArray(message.data)) waiting.get(Number(message.data[1]))?.(message.data);
    }
  });
  return async (command, parameters = {}) => {
    const id = ++count;
    const text = JSON.stringify([0, id, command, parameters]);
    const answer = new Promise<unknown[]>((settle) => waiting.set(id, settle));
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , error, result] = await answer;
    waiting.delete(id);
    if (error !== null) throw new Error(`${command}: ${JSON.stringify(error).slice(0, 500)}`);
    return result;
  };
}

function first(bytes: Buffer): { data: unknown; end: number } | undefined {
  const colon = bytes.indexOf(":");
  if (colon < 0) return undefined;
  const end = colon + 1 + Number(bytes.subarray(0, colon).toString());
  return bytes.length < end
    ? undefined
    : { data: JSON.parse(bytes.subarray(colon + 1, end).toString()), end };
}

function unwrapValue(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "value" in answer ? answer.value : answer;
}

function unwrap(answer: unknown): object {
  const value = unwrapValue(answer);
  return typeof value === "object" && value !== null ? value : {};
}

async function close(send: Send, browser: ChildProcess, profile: string): Promise<void> {
  const ended = new Promise((settle) => browser.once("exit", settle));
  await send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => browser.kill());
  await ended;
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}

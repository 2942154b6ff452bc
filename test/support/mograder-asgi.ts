/**
 * mograder's other server: the ASGI routes that its hub and its public demo are made of. They speak as `mograder serve`
 * does, and answer no preflight of a browser's.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { installMograder, type RunningMograder } from "./mograder.ts";

const program = `
import json, sys, uvicorn
from pathlib import Path
from mograder.core.auth import load_or_create_secret
from mograder.transport.https_server import create_starlette_routes

folder, code, with_tokens = json.loads(sys.argv[1])
secret = load_or_create_secret(Path(folder)) if with_tokens else None
app = create_starlette_routes(Path(folder), secret=secret, enrollment_code=code)
uvicorn.run(app, host="127.0.0.1", port=0, log_level="info", access_log=False)
`;

export interface RoutesOptions {
  readonly code?: string;
  /** False lets everybody do everything, as the public demo does. */
  readonly withTokens?: boolean;
}

/** On a free port of 127.0.0.1. */
export async function serveMograderRoutes(
  folder: string,
  { code, withTokens = true }: RoutesOptions = {},
): Promise<RunningMograder> {
  const { python, env } = await installMograder();
  const options = JSON.stringify([folder, code ?? null, withTokens]);
  const child = spawn(python, ["-c", program, options], { env, stdio: ["ignore", "ignore", "pipe"] });
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    const url = /running on (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, close };
    lines.push(line);
  }
  throw new Error(`mograder's routes ended before they listened:\n${lines.join("\n")}`);
}

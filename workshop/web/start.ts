/** What a server needs to begin, as it is typed, and why one cannot. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { serveWords } from "../../src/words/serve.ts";
import { type CliError, inputError, isNodeError, machineError, usageError } from "../error.ts";
import { shown } from "../read.ts";
import type { Tls } from "./server.ts";

export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw usageError(serveWords.badPort(text));
}

/** An IPv6 address may be typed as addresses have it. */
export function readHost(text: string): string {
  return text.replace(/^\[(.*)\]$/, "$1");
}

/** Files. */
export interface PemFiles {
  readonly cert: string;
  readonly key: string;
}

export function readPemFiles(options: {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}): PemFiles | undefined {
  const { cert, key } = options;
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (cert !== undefined || key !== undefined) throw usageError(serveWords.certAndKey);
  return undefined;
}

export async function readTls({ cert, key }: PemFiles, cwd: string): Promise<Tls> {
  const read = async (file: string) => {
    const path = resolve(cwd, file);
    return readFile(path, "utf8").catch(() => {
      throw inputError(serveWords.noPem, shown(path, cwd));
    });
  };
  return { cert: await read(cert), key: await read(key) };
}

/** What is told of an error of {@link startServer}; an error that is none of those that are known stays itself. */
export function startError(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const known: Record<string, CliError> = {
    EADDRINUSE: machineError(serveWords.portTaken(port)),
    EACCES: machineError(serveWords.portForbidden(port)),
    EADDRNOTAVAIL: machineError(serveWords.noSuchAddress(host)),
    ENOTFOUND: machineError(serveWords.noSuchAddress(host)),
  };
  if (isNodeError(error)) return known[error.code ?? ""] ?? error;
  const isOpenSsl = error instanceof Error && "code" in error && String(error.code).startsWith("ERR_OSSL");
  return isOpenSsl ? inputError(serveWords.badPem) : error;
}

/** Resolves when the person ends the command. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    if (signal.aborted) settle();
    else signal.addEventListener("abort", () => settle(), { once: true });
  });
}

/** A static host for one test: a copy of the build that can be cut off, damaged and replaced by a next build. */
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writePlan } from "../../scripts/offline.ts";
import { type Site, serve } from "../../scripts/serve.ts";

const built = fileURLToPath(new URL("../../dist", import.meta.url));

export interface Host {
  /** Address of the site, with a slash at the end. */
  readonly url: string;
  /** The files that it serves. */
  readonly folder: string;
  /** From now on connections break as long as `refuse` says so of the path that is asked for. */
  breakWhen(refuse: (path: string) => boolean): void;
  /** The machine is gone: nothing listens any more. */
  stop(): Promise<void>;
  /** It is back, at the same address. */
  start(): Promise<void>;
  /** Ends the host and removes its files. */
  remove(): Promise<void>;
}

export async function startHost(base = "/"): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-host-"));
  await cp(built, folder, { recursive: true });
  let refuse = (_path: string): boolean => false;
  const open = (port: number): Promise<Site> =>
    serve({
      folder,
      base,
      port,
      onRequest: (request) => {
        if (refuse(request.url ?? "")) request.socket.destroy();
      },
    });
  let site = await open(0);
  return {
    url: site.url,
    folder,
    breakWhen: (decide) => {
      refuse = decide;
    },
    stop: () => site.close(),
    async start() {
      site = await open(site.port);
    },
    async remove() {
      await site.close().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a later build calls itself. */
export const nameOf = (build: number): string => `Atelier ${build}`;

/**
 * Replaces the build by a later one: every script has another name, and the old files are gone, as on a host that knows
 * of no builds before. Later builds count from 2.
 */
export async function deploy(folder: string, build: number): Promise<void> {
  const assets = join(folder, "assets");
  const scripts = (await readdir(assets)).filter((name) => name.endsWith(".js"));
  const number = String(build).padStart(5, "0");
  // What is left of the old hash tells scripts of one name apart.
  const renamed = scripts.map((name) => [name, name.replace(/[0-9a-f]{5}\.js$/, `${number}.js`)] as const);
  const documents = (await readdir(folder)).filter((name) => name.endsWith(".html"));
  let changes = 0;
  const changeText = (text: string): string =>
    renamed
      .reduce((done, [from, to]) => done.replaceAll(from, to), text)
      .replace(/\bapp:([`"'])Atelier[ \d]*\1/, () => {
        changes += 1;
        return `app:"${nameOf(build)}"`;
      });
  for (const path of [...scripts.map((name) => join("assets", name)), ...documents]) {
    const file = join(folder, path);
    await writeFile(file, changeText(await readFile(file, "utf8")));
  }
  if (changes !== 1) throw new Error("The build does not say its name where a later one would.");
  for (const [from, to] of renamed) await rename(join(assets, from), join(assets, to));
  await writePlan(folder);
}

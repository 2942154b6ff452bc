/** The built app inside a site, and `app-files.json`, which tells its files from those that were made of notebooks. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { workshopWords } from "../src/words/workshop.ts";
import { listFiles } from "./audit/site-files.ts";
import { type FileChange, textChange } from "./changes.ts";
import type { Effects } from "./effects.ts";
import { machineError } from "./error.ts";
import { readText } from "./read.ts";

/** Path in the site → SHA-256 in hex. */
export type AppFiles = ReadonlyMap<string, string>;

const name = "app-files.json";
const listSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ format: v.literal("atelier-app-files"), files: v.record(v.string(), v.string()) }),
);

export interface AppChanges {
  readonly changes: readonly FileChange[];
  /** The files of this app, and those of earlier ones that open pages may still fetch. */
  readonly files: AppFiles;
}

/** The app without the demo course that is built with it, and without what a build leaves lying about. */
export async function appChanges(site: string, { app }: Effects): Promise<AppChanges> {
  const paths = (await listFiles(app)).filter((path) => !/^(?:demo\/|\.|courses\.json$)/.test(path));
  if (!paths.includes("index.html")) throw machineError(workshopWords.appMissing(app));
  const files = new Map(await readAppFiles(site));
  for (const path of paths) files.set(path, digest(await readFile(join(app, path))));
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const list = { format: "atelier-app-files", files: Object.fromEntries(sorted) };
  return {
    changes: [
      ...paths.map((path) => ({ path: join(site, path), content: { copyOf: join(app, path) } })),
      textChange(join(site, name), `${JSON.stringify(list, null, 2)}\n`),
    ],
    files,
  };
}

/** Empty when the site has no list, or one that we cannot read: then every file is looked at. */
export async function readAppFiles(site: string): Promise<AppFiles> {
  const list = v.safeParse(listSchema, (await readText(join(site, name))) ?? "");
  return new Map(list.success ? Object.entries(list.output.files) : []);
}

export function isAppFile(files: AppFiles, path: string, bytes: Uint8Array): boolean {
  const known = files.get(path);
  return known !== undefined && known === digest(bytes);
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

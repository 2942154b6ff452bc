/** The built app with the sample workshop in it, on a server of a test's own. */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openSite } from "../../support/site.ts";
import { courseJson, handedOut, sealSample } from "./sample-workshop.ts";

const built = fileURLToPath(new URL("../../../dist", import.meta.url));

export interface WorkshopSite {
  /** Address of the open notebook. */
  readonly url: string;
  readonly address: string;
  /** Address of a page that shows the notebook inside itself. */
  readonly outerUrl: string;
  /** What the server was asked for, oldest first. */
  readonly asked: string[];
  /** Writes `keys.json` as it is given. */
  writeKeys(text: string): Promise<void>;
  release(keys: object): Promise<void>;
  writeSealed(text: string): Promise<void>;
  writeCourse(text: string): Promise<void>;
  close(): Promise<void>;
}

export async function openWorkshopSite(
  files: { notebook?: string; sealed?: string } = {},
): Promise<WorkshopSite> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-workshop-"));
  const own = new Set(["courses.json", "demo"]);
  for (const name of (await readdir(built)).filter((entry) => !own.has(entry))) {
    // No links: the host follows none out of the folder that it serves.
    await cp(join(built, name), join(folder, name), { recursive: true });
  }
  const place = join(folder, "notebooks/intro");
  await mkdir(place, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(place, name), text);
  await writeFile(join(folder, "courses.json"), JSON.stringify({ courses: ["course.json"] }));
  await writeFile(join(folder, "course.json"), courseJson());
  await writeFile(
    join(folder, "outer.html"),
    '<iframe src="./#/c/fixture/intro" width=900 height=700></iframe>',
  );
  await write("notebook.py", files.notebook ?? handedOut);
  await write("sealed.json", files.sealed ?? (await sealSample()));
  await write("keys.json", "{}\n");
  let isOpen = true;
  const asked: string[] = [];
  const site = await openSite({ folder, onRequest: ({ url = "" }) => void asked.push(url) });
  return {
    url: `${site.url}#/c/fixture/intro`,
    address: site.url,
    outerUrl: `${site.url}outer.html`,
    asked,
    writeKeys: (text) => write("keys.json", text),
    release: (keys) => write("keys.json", JSON.stringify(keys)),
    writeCourse: (text) => writeFile(join(folder, "course.json"), text),
    writeSealed: (text) => write("sealed.json", text),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

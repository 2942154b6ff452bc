/** What a first visit fetches until its first output, as a host sends it that compresses texts, as static hosts do. */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

export interface Asked {
  /** Path of the request, from the server's root. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Types that GitHub Pages and its like compress; the packs of the runtime are none of them. */
const texts = new Set([".css", ".html", ".js", ".json", ".mjs", ".py", ".svg", ".webmanifest"]);

/** KB by what they are for. `shown` is when the first output was there. */
export async function firstVisitBytes(
  folder: string,
  asked: readonly Asked[],
  shown: number,
): Promise<Record<string, number[]>> {
  const sizes: Record<string, number> = { "until the output": 0 };
  let later = 0;
  for (const { path, at } of firstOfEach(asked)) {
    const size = await sentBytes(folder, path);
    if (at > shown) later += size;
    else {
      const group = groupOf(path);
      sizes[group] = (sizes[group] ?? 0) + size;
      sizes["until the output"] = (sizes["until the output"] ?? 0) + size;
    }
  }
  sizes.afterwards = later;
  return Object.fromEntries(Object.entries(sizes).map(([name, bytes]) => [name, [bytes / 1_000]]));
}

/** KB of the shell's scripts that are there before the notebook's frame is asked for. */
export async function shellScripts(folder: string, asked: readonly Asked[]): Promise<number> {
  const frame = asked.find(({ path }) => /\/frame\/frame-[0-9a-f]+\.js$/.test(path))?.at ?? Number.NaN;
  const scripts = firstOfEach(asked).filter(
    ({ path, at }) => at <= frame && /\/assets\/[^/]+\.js$/.test(path) && !/worker/.test(path),
  );
  const sizes = await Promise.all(scripts.map(({ path }) => sentBytes(folder, path)));
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}

function firstOfEach(asked: readonly Asked[]): readonly Asked[] {
  return [...new Map([...asked].reverse().map((one) => [one.path, one])).values()];
}

async function sentBytes(folder: string, path: string): Promise<number> {
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  return texts.has(extname(file)) ? gzipSync(bytes).length : bytes.length;
}

function groupOf(path: string): string {
  if (/\/runtime\/memory\./.test(path)) return "Python's memory";
  const [, , part = ""] = path.split("/");
  return ["runtime", "islands", "frame"].includes(part) ? part : "shell and course";
}

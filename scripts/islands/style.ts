import { readFile } from "node:fs/promises";
import { join } from "node:path";

export type Font = { family: string; style: string; weight: string; bytes: Buffer };

/** Islands' style sheet; throws if it asks for another file, since the frame could not fetch it. */
export async function islandsStyle(packageFolder: string): Promise<Buffer> {
  const text = await readFile(join(packageFolder, "dist/style.css"), "utf8");
  const outside = text.match(/@import[^;]*|url\((?!["']?(?:data:|#))[^)]*\)/);
  if (outside) throw new Error(`style.css refers to ${outside[0]}`);
  return Buffer.from(darker(text));
}

/** marimo's muted text is too pale to read on its muted ground, and more so at 80 %: 4.34:1 and 3.14:1. */
function darker(text: string): string {
  const pale = /(--muted-foreground:[^;}]*)#64748b/g;
  if (!pale.test(text)) throw new Error("style.css has other muted colours than the ones we know");
  return text.replace(pale, "$1#414b5c");
}

/** KaTeX's faces: the style sheet uses them but leaves them out (marimo's pages get them from a CDN). */
export async function katexFonts(packageFolder: string): Promise<Font[]> {
  const folder = join(packageFolder, "src/css");
  const text = await readFile(join(folder, "katex-fonts.css"), "utf8");
  const faces = text.match(/@font-face\s*\{[^}]*\}/g) ?? [];
  if (faces.length === 0) throw new Error("katex-fonts.css declares no fonts");
  return Promise.all(
    faces.map(async (face) => ({
      family: declared(face, /font-family:\s*"([^"]+)"/),
      style: declared(face, /font-style:\s*(\w+)/),
      weight: declared(face, /font-weight:\s*(\w+)/),
      bytes: await readFile(join(folder, declared(face, /url\("([^"]+\.woff2)"\)/))),
    })),
  );
}

function declared(face: string, pattern: RegExp): string {
  const value = face.match(pattern)?.[1];
  if (value === undefined) throw new Error(`No ${pattern.source} in ${face}`);
  return value;
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";

export type Font = { family: string; style: string; weight: string; bytes: Buffer };

/** Islands' style sheet; throws if it asks for another file, since the frame could not fetch it. */
export async function islandsStyle(packageFolder: string): Promise<Buffer> {
  const text = await readFile(join(packageFolder, "dist/style.css"), "utf8");
  const outside = text.match(/@import[^;]*|url\((?!["']?(?:data:|#))[^)]*\)/);
  if (outside) throw new Error(`style.css refers to ${outside[0]}`);
  return Buffer.from(darkAround(text));
}

/** Dark colours also where the class is around `.marimo`: the sheet itself only looks for it inside. */
function darkAround(text: string): string {
  const inside = ".marimo .dark,.marimo .dark-theme{";
  if (!text.includes(inside)) throw new Error("style.css names its dark colours otherwise than we know");
  return text.replaceAll(inside, ".marimo .dark,.marimo:is(.dark *){");
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

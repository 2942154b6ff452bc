/**
 * A small part of Markdown, enough to read the notes of a solution, or a text cell before Python is there: headings,
 * paragraphs, lists, quotes, fenced code, emphasis, code and links. What it does not know stays as it was typed.
 */

export type Inline =
  | { readonly kind: "text" | "code" | "strong" | "emphasis" | "math"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string };

export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph" | "quote" | "code" | "math"; readonly text: string }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly string[] };

const marker = /^\s*(?:[-*+]|(\d+)[.)])\s+/;
const fence = /^\s*(?:```|~~~)/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;

/** How many of `lines` belong together from the first on, while `goes` holds. */
function extent(lines: readonly string[], goes: (line: string) => boolean): number {
  const end = lines.findIndex((line) => !goes(line));
  return end < 0 ? lines.length : end;
}

const isPlain = (line: string): boolean =>
  line.trim() !== "" &&
  !fence.test(line) &&
  !heading.test(line) &&
  !marker.test(line) &&
  !line.startsWith(">");

function readList(lines: readonly string[]): { block: Block; used: number } {
  const used = Math.max(
    1,
    extent(lines, (line) => marker.test(line) || (isPlain(line) && line.startsWith("  "))),
  );
  const items: string[] = [];
  for (const line of lines.slice(0, used)) {
    if (marker.test(line)) items.push(line.replace(marker, ""));
    else items.push(`${items.pop() ?? ""} ${line.trim()}`);
  }
  return { block: { kind: "list", ordered: marker.exec(lines[0] ?? "")?.[1] !== undefined, items }, used };
}

function readBlock(lines: readonly string[]): { block: Block; used: number } {
  const first = lines[0] ?? "";
  const [, marks, title] = heading.exec(first) ?? [];
  if (marks !== undefined)
    return { block: { kind: "heading", level: marks.length, text: title ?? "" }, used: 1 };
  if (fence.test(first)) {
    const inside = extent(lines.slice(1), (line) => !fence.test(line));
    return { block: { kind: "code", text: lines.slice(1, inside + 1).join("\n") }, used: inside + 2 };
  }
  if (marker.test(first)) return readList(lines);
  if (first.startsWith(">")) {
    const used = extent(lines, (line) => line.startsWith(">"));
    const text = lines
      .slice(0, used)
      .map((line) => line.replace(/^>\s?/, ""))
      .join(" ");
    return { block: { kind: "quote", text }, used };
  }
  const used = Math.max(1, extent(lines, isPlain));
  const text = lines
    .slice(0, used)
    .map((line) => line.trim())
    .join(" ");
  const math = /^\$\$(.*)\$\$$/.exec(text)?.[1];
  return {
    block: math === undefined ? { kind: "paragraph", text } : { kind: "math", text: math.trim() },
    used,
  };
}

/** The blocks of a Markdown text, indentation common to all lines taken off as marimo does. */
export function readProse(markdown: string): readonly Block[] {
  const lines = markdown.split("\n");
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  let rest = lines.map((line) => line.slice(Math.min(...indents)).trimEnd());
  const blocks: Block[] = [];
  while (rest.length > 0) {
    if (rest[0] === "") {
      rest = rest.slice(1);
      continue;
    }
    const { block, used } = readBlock(rest);
    blocks.push(block);
    rest = rest.slice(used);
  }
  return blocks;
}

const inline =
  /`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|(?<![\w*])[*_](?<emphasis>[^*_\s](?:[^*_]*[^*_\s])?)[*_](?!\w)|\$(?<math>[^$\s](?:[^$]*[^$\s])?)\$|\[(?<link>[^\]]+)\]\((?<url>[^)\s]+)\)/g;

function toInline({ code, strong, emphasis, math, link, url }: Record<string, string | undefined>): Inline {
  if (link !== undefined) return { kind: "link", text: link, url: url ?? "" };
  if (code !== undefined) return { kind: "code", text: code };
  if (strong !== undefined) return { kind: "strong", text: strong };
  if (emphasis !== undefined) return { kind: "emphasis", text: emphasis };
  return { kind: "math", text: math ?? "" };
}

/** The pieces of a line of text. */
export function readInline(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
    pieces.push(toInline(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

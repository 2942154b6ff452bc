/** Terminal text: colours and weights (SGR), carriage returns; every other escape sequence is dropped. */

/** One of the sixteen named colours (0–15), which follow the theme, or a fixed one. */
export type AnsiColor =
  | { readonly kind: "named"; readonly index: number }
  | { readonly kind: "rgb"; readonly css: string };

export interface AnsiStyle {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly inverse: boolean;
  readonly color: AnsiColor | null;
  readonly background: AnsiColor | null;
}

export interface AnsiSpan {
  readonly text: string;
  readonly style: AnsiStyle;
}

export const plainStyle: AnsiStyle = {
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false,
  color: null,
  background: null,
};

const simpleCodes: ReadonlyMap<number, Partial<AnsiStyle>> = new Map<number, Partial<AnsiStyle>>([
  [0, plainStyle],
  [1, { bold: true }],
  [2, { dim: true }],
  [3, { italic: true }],
  [4, { underline: true }],
  [7, { inverse: true }],
  [9, { strike: true }],
  [22, { bold: false, dim: false }],
  [23, { italic: false }],
  [24, { underline: false }],
  [27, { inverse: false }],
  [29, { strike: false }],
  [39, { color: null }],
  [49, { background: null }],
]);

/** Colour `index` of the palette of 256: 16 named, a cube of 6 × 6 × 6, 24 greys. */
function paletteColor(index: number): AnsiColor {
  if (index < 16) return { kind: "named", index };
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return { kind: "rgb", css: `rgb(${grey} ${grey} ${grey})` };
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  const [red, green, blue] = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return { kind: "rgb", css: `rgb(${level(red)} ${level(green)} ${level(blue)})` };
}

/** The colour after a 38 or 48, and how many codes it took; null when it is cut short or out of range. */
function extendedColor(codes: readonly number[]): { color: AnsiColor; used: number } | null {
  const [mode, ...values] = codes;
  const needed = mode === 5 ? 1 : mode === 2 ? 3 : 0;
  const taken = values.slice(0, needed);
  if (needed === 0 || taken.length < needed || taken.some((value) => value > 255)) return null;
  const color: AnsiColor =
    mode === 5 ? paletteColor(taken[0] ?? 0) : { kind: "rgb", css: `rgb(${taken.join(" ")})` };
  return { color, used: needed + 1 };
}

function namedColor(code: number): Partial<AnsiStyle> | undefined {
  const tens = Math.floor(code / 10);
  const index = code % 10;
  if (index > 7) return undefined;
  if (tens === 3 || tens === 9) return { color: { kind: "named", index: index + (tens === 9 ? 8 : 0) } };
  if (tens === 4 || tens === 10)
    return { background: { kind: "named", index: index + (tens === 10 ? 8 : 0) } };
  return undefined;
}

function applyCodes(style: AnsiStyle, codes: readonly number[]): AnsiStyle {
  let next = style;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const extended = extendedColor(codes.slice(at + 1));
      if (extended === null) return next;
      next = { ...next, [code === 38 ? "color" : "background"]: extended.color };
      at += extended.used;
    } else {
      next = { ...next, ...(simpleCodes.get(code) ?? namedColor(code)) };
    }
  }
  return next;
}

/** CSI and OSC sequences, two-character escapes, and stray control characters (not tab, newline, return). */
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject of this file
  /\x1b\[([0-9;:]*)([A-Za-z@`])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b\[[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[^[\]]?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** Splits terminal text into spans of one style each. Neighbours of equal style are joined. */
export function parseAnsi(text: string): readonly AnsiSpan[] {
  const spans: AnsiSpan[] = [];
  let style = plainStyle;
  let from = 0;
  const push = (piece: string) => {
    const last = spans.at(-1);
    if (piece === "") return;
    if (last?.style === style) spans[spans.length - 1] = { text: last.text + piece, style };
    else spans.push({ text: piece, style });
  };
  for (const match of text.matchAll(escapes)) {
    push(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2] === "m") style = applyCodes(style, (match[1] ?? "").split(/[;:]/).map(Number));
  }
  push(text.slice(from));
  return spans;
}

/** What a terminal leaves standing when a line is written over itself, as progress bars do. */
export function settleReturns(text: string): string {
  if (!text.includes("\r")) return text;
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.split("\r").findLast((piece) => piece !== "") ?? "")
    .join("\n");
}

/** From the pieces of a cell's console to what is drawn: pure, and quick for floods of print. */
import type { ConsolePart } from "../model.ts";
import { settleReturns } from "./ansi.ts";

/** Consecutive pieces of one kind, as one. */
export type ConsoleBlock =
  | { readonly kind: "text"; readonly channel: "stdout" | "stderr"; readonly text: string }
  | { readonly kind: "trace"; readonly html: string }
  | { readonly kind: "image"; readonly url: string };

/** Lines that are shown of a longer text until somebody asks for all. */
export const FEW_LINES = 30;
/** Characters that are ever drawn: beyond it a browser stops answering. */
export const MOST_CHARACTERS = 500_000;
const FEW_CHARACTERS = 10_000;

function toBlock({ channel, mimetype, data }: ConsolePart): ConsoleBlock {
  if (mimetype.startsWith("image/")) {
    return { kind: "image", url: data.startsWith("data:") ? data : `data:${mimetype};base64,${data}` };
  }
  if (mimetype === "text/html" || mimetype.endsWith("+traceback")) return { kind: "trace", html: data };
  return { kind: "text", channel: channel === "stderr" ? "stderr" : "stdout", text: data };
}

/** The console in blocks, in order of arrival; progress bars have settled. */
export function consoleBlocks(parts: readonly ConsolePart[]): readonly ConsoleBlock[] {
  const runs: ConsoleBlock[][] = [];
  for (const block of parts.map(toBlock)) {
    const last = runs.at(-1);
    const head = last?.[0];
    const joins = head?.kind === "text" && block.kind === "text" && head.channel === block.channel;
    if (last && joins) last.push(block);
    else runs.push([block]);
  }
  return runs.flatMap((run) => {
    const [head] = run;
    if (head?.kind !== "text") return run;
    const text = run.map((block) => (block.kind === "text" ? block.text : "")).join("");
    return [{ ...head, text: settleReturns(text) }];
  });
}

export interface Shown {
  readonly text: string;
  readonly lines: number;
  /** "few": more can be asked for; "cut": even all is too much to draw. */
  readonly extent: "whole" | "few" | "cut";
}

/** The end of a text, where the newest lines are: a few lines of it, or as much as can be drawn. */
export function shownText(text: string, all: boolean): Shown {
  const whole = text.endsWith("\n") ? text.slice(0, -1) : text;
  const lines = whole.split("\n");
  const limit = all ? MOST_CHARACTERS : FEW_CHARACTERS;
  const tail = all ? whole : lines.slice(-FEW_LINES).join("\n");
  const shown = tail.slice(-limit);
  const extent = shown.length === whole.length ? "whole" : all ? "cut" : "few";
  return { text: shown, lines: lines.length, extent };
}

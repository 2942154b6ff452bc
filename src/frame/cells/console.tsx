/** What a cell printed: plain and error output, pictures and tracebacks. */
import { useSignal } from "@preact/signals";
import DOMPurify from "dompurify";
import type { CSSProperties } from "preact";
import { useMemo } from "preact/hooks";
import { notebookWords } from "../../words/notebook.ts";
import type { ConsolePart } from "../model.ts";
import { type AnsiColor, type AnsiSpan, type AnsiStyle, parseAnsi, plainStyle } from "./ansi.ts";
import { type ConsoleBlock, consoleBlocks, shownText } from "./console-text.ts";
import { CopyButton } from "./copy-button.tsx";
import { Group } from "./group.tsx";

const words = notebookWords.console;

const css = (color: AnsiColor | null): string | undefined =>
  color === null ? undefined : color.kind === "rgb" ? color.css : `var(--ansi-${color.index})`;

function look(style: AnsiStyle): { class: string; style: CSSProperties } {
  const flags = ["bold", "dim", "italic", "underline", "strike"] as const;
  const fore = css(style.color);
  const back = css(style.background);
  const [color, background] = style.inverse
    ? [back ?? "var(--paper)", fore ?? "var(--ink)"]
    : [fore ?? (back && "var(--paper)"), back];
  return {
    class: flags
      .filter((flag) => style[flag])
      .map((flag) => `ansi-${flag}`)
      .join(" "),
    style: { ...(color && { color }), ...(background && { background }) },
  };
}

const span = ({ text, style }: AnsiSpan, index: number) =>
  style === plainStyle ? (
    text
  ) : (
    <span key={index} {...look(style)}>
      {text}
    </span>
  );

function TextBlock({ channel, text }: { channel: "stdout" | "stderr"; text: string }) {
  const all = useSignal(false);
  const shown = shownText(text, all.value);
  const spans = useMemo(() => parseAnsi(shown.text), [shown.text]);
  return (
    <div class={`console-block ${channel}`}>
      {channel === "stderr" && <span class="console-label">{words.errors}</span>}
      {(all.value || shown.extent === "few") && (
        <button
          type="button"
          class="text-button"
          aria-expanded={all.value}
          onClick={() => {
            all.value = !all.value;
          }}
        >
          {all.value ? words.showLess : words.showAll(shown.lines)}
        </button>
      )}
      {shown.extent === "cut" && <p class="console-label">{words.cut}</p>}
      <pre>{spans.map(span)}</pre>
    </div>
  );
}

/** marimo sends tracebacks as HTML coloured by Pygments: only spans with classes are let through. */
const purify = (html: string): string =>
  DOMPurify.sanitize(html, { ALLOWED_TAGS: ["span", "div", "pre", "code", "br"], ALLOWED_ATTR: ["class"] });

function TraceBlock({ html }: { html: string }) {
  const clean = useMemo(() => purify(html), [html]);
  return (
    <div class="console-block trace">
      <span class="console-label">{words.trace}</span>
      <div class="trace-text" dangerouslySetInnerHTML={{ __html: clean }} />
    </div>
  );
}

function Block({ block }: { block: ConsoleBlock }) {
  switch (block.kind) {
    case "text":
      return <TextBlock channel={block.channel} text={block.text} />;
    case "trace":
      return <TraceBlock html={block.html} />;
    case "image":
      return <img class="console-block" src={block.url} alt={words.image} />;
    default:
      return block satisfies never;
  }
}

function plainText(block: ConsoleBlock): string {
  if (block.kind === "image") return "";
  if (block.kind === "trace")
    return new DOMParser().parseFromString(block.html, "text/html").body.textContent;
  return parseAnsi(block.text)
    .map(({ text }) => text)
    .join("");
}

export function Console({ parts, name }: { parts: readonly ConsolePart[]; name: string }) {
  const blocks = useMemo(() => consoleBlocks(parts), [parts]);
  if (blocks.length === 0) return null;
  return (
    <Group class="cell-console" label={words.label(name)}>
      <CopyButton text={() => blocks.map(plainText).join("")} />
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </Group>
  );
}

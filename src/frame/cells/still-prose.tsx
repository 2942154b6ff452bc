/** A text cell as it reads before marimo has rendered it. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { type Block, type Inline, readInline, readProse } from "../../core/notebook/prose.ts";

function piece(part: Inline, index: number): JSX.Element | string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code key={index}>{part.text}</code>;
    case "strong":
      return <strong key={index}>{part.text}</strong>;
    case "emphasis":
      return <em key={index}>{part.text}</em>;
    case "math":
      return (
        <span key={index} class="still-math">
          {part.text}
        </span>
      );
    case "link":
      // Not yet a link: where it leads is for marimo's rendering and the shell to decide.
      return (
        <span key={index} class="still-link">
          {part.text}
        </span>
      );
    default:
      return part satisfies never;
  }
}

const line = (text: string) => readInline(text).map(piece);

function Heading({ level, text }: { level: number; text: string }) {
  const pieces = line(text);
  if (level === 1) return <h1>{pieces}</h1>;
  if (level === 2) return <h2>{pieces}</h2>;
  if (level === 3) return <h3>{pieces}</h3>;
  return <h4>{pieces}</h4>;
}

function block(part: Block, index: number): JSX.Element {
  switch (part.kind) {
    case "heading":
      return <Heading key={index} level={part.level} text={part.text} />;
    case "paragraph":
      return <p key={index}>{line(part.text)}</p>;
    case "quote":
      return <blockquote key={index}>{line(part.text)}</blockquote>;
    case "code":
      return <pre key={index}>{part.text}</pre>;
    case "math":
      return (
        <p key={index} class="still-math">
          {part.text}
        </p>
      );
    case "list": {
      const items = part.items.map((item) => <li key={item}>{line(item)}</li>);
      return part.ordered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>;
    }
    default:
      return part satisfies never;
  }
}

export function StillProse({ text }: { text: string }) {
  const blocks = useMemo(() => readProse(text), [text]);
  return <div class="still-prose">{blocks.map(block)}</div>;
}

/** The notes of a solution: Markdown of the instructor's as elements of ours, never HTML of theirs. */
import type { JSX } from "preact";
import { type Block, type Inline, readInline, readProse } from "../../core/notebook/prose.ts";
import { readLink } from "../../state/outside.ts";

export function Notes({ text }: { text: string }) {
  return <div class="solution-notes">{readProse(text).map(block)}</div>;
}

function block(part: Block, index: number): JSX.Element {
  switch (part.kind) {
    case "heading":
      // The card's own heading is of the second level.
      return <h3 key={index}>{line(part.text)}</h3>;
    case "paragraph":
      return <p key={index}>{line(part.text)}</p>;
    case "quote":
      return <blockquote key={index}>{line(part.text)}</blockquote>;
    case "code":
    case "math":
      return <pre key={index}>{part.text}</pre>;
    case "list": {
      const items = part.items.map((item) => <li key={item}>{line(item)}</li>);
      return part.ordered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>;
    }
    default:
      return part satisfies never;
  }
}

const line = (text: string): (JSX.Element | string)[] => readInline(text).map(piece);

function piece(part: Inline, index: number): JSX.Element | string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "strong":
      return <strong key={index}>{part.text}</strong>;
    case "emphasis":
      return <em key={index}>{part.text}</em>;
    case "code":
    case "math":
      return <code key={index}>{part.text}</code>;
    case "link": {
      const link = readLink(part.url);
      if (link === undefined) return part.text;
      return (
        <a key={index} href={link.url} title={link.host} target="_blank" rel="noopener noreferrer">
          {part.text}
        </a>
      );
    }
    default:
      return part satisfies never;
  }
}

/** Text of a check with its `code` set as code. The rest of Markdown stays as it was written. */
export function InlineCode({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/(`[^`]+`)/)
        .map((part, index) => (index % 2 === 0 ? part : <code key={part}>{part.slice(1, -1)}</code>))}
    </>
  );
}

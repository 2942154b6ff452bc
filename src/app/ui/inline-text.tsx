/** A message of a check with its code and formulas set. The rest of Markdown stays as it was written. */
import { useEffect, useRef } from "preact/hooks";
import { readInline } from "../../core/checks/inline.ts";

export function InlineText({ text }: { text: string }) {
  return (
    <>
      {readInline(text).map((part, index) => {
        const key = `${index} ${part.text}`;
        if (part.kind === "code") return <code key={key}>{part.text}</code>;
        return part.kind === "formula" ? <Formula key={key} tex={part.text} /> : part.text;
      })}
    </>
  );
}

/** As written until KaTeX is there, and for good when it cannot read it. */
function Formula({ tex }: { tex: string }) {
  const host = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    import("katex").then(
      ({ default: katex }) => {
        if (host.current === null) return;
        const drawn = document.createElement("span");
        // Builds elements and no text of HTML; what TeX may do beyond that is off without `trust`.
        katex.render(tex, drawn, { output: "mathml", throwOnError: false, trust: false });
        if (drawn.querySelector("math") !== null) host.current.replaceChildren(drawn);
      },
      () => undefined,
    );
  }, [tex]);
  return <span ref={host}>{`$${tex}$`}</span>;
}

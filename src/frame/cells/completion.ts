/** Completion in an editor, answered by Python (jedi) when it is there and has time. */
import type { CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import type { Completion } from "../model.ts";

/** jedi's kinds in CodeMirror's words; other kinds show no sign. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["function", "function"],
  ["class", "class"],
  ["module", "namespace"],
  ["instance", "variable"],
  ["statement", "variable"],
  ["param", "variable"],
  ["keyword", "keyword"],
  ["property", "property"],
]);

const nameBefore = /[\p{L}\p{N}_]*$/u;
const wholeName = /^[\p{L}\p{N}_]*$/u;

/** True where somebody who types expects names: within one, and after a dot. */
const invites = (before: string): boolean => /[\p{L}_][\p{L}\p{N}_]*$|[\p{L}\p{N}_)\]"']\.$/u.test(before);

function option({ name, type, info }: Completion) {
  const kind = kinds.get(type);
  return {
    label: name,
    detail: type,
    ...(kind && { type: kind }),
    ...(info !== "" && { info: () => help(info) }),
  };
}

/** Python sends the documentation as HTML: its text is enough, and no markup of a package gets into the page. */
function help(html: string): Node {
  const shown = document.createElement("div");
  shown.className = "completion-help";
  shown.textContent = new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
  return shown;
}

/** A question that was overtaken by typing gets no answer: CodeMirror marks its context as aborted. */
export function completionSource(
  ask: (text: string, cursor: number) => Promise<readonly Completion[]>,
): CompletionSource {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (!context.explicit && !invites(before)) return null;
    const found = await ask(context.state.doc.toString(), context.pos);
    // Whoever has turned to something else does not want a list to open behind them.
    if (context.aborted || context.view?.hasFocus === false || found.length === 0) return null;
    const typed = nameBefore.exec(before)?.[0] ?? "";
    return { from: context.pos - typed.length, options: found.map(option), validFor: wholeName };
  };
}

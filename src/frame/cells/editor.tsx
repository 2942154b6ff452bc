/** The editor of a cell: a still picture first, CodeMirror once the cell is near the window or wanted. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { FrameCell, FrameModel } from "../model.ts";
import { createEditor } from "./code-mirror.ts";
import { CodeView } from "./code-view.tsx";
import { createEditorSource, type EditorSource } from "./editor-source.ts";
import { PlainEditor } from "./plain-editor.tsx";

/** Editors are made this far ahead of the window, so that scrolling never meets a still picture. */
const AHEAD = "800px";

function LiveEditor({ source, focus }: { source: EditorSource; focus: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const editor = createEditor(host.current, source);
    if (focus) editor.view.focus();
    return editor.end;
  }, [source]);
  return <div class={source.prose ? "code-live prose-text" : "code-live"} ref={host} />;
}

function LazyEditor({ source, focus }: { source: EditorSource; focus: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const state = useSignal<"still" | "live" | "focused">(focus ? "focused" : "still");
  useEffect(() => {
    if (host.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        if (state.peek() === "still") state.value = "live";
      },
      { rootMargin: AHEAD },
    );
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={host}>
      {state.value === "still" ? (
        <CodeView
          text={source.text.value}
          prose={source.prose}
          label={source.label.value}
          onWanted={() => {
            state.value = "focused";
          }}
        />
      ) : (
        <LiveEditor source={source} focus={state.value === "focused"} />
      )}
    </div>
  );
}

interface CellEditorProps {
  readonly model: FrameModel;
  readonly cell: FrameCell;
  readonly opened: Signal<boolean>;
}

/** When a cell turns from code to text or back, its editor is another one; the focus, if there, stays with the cell. */
export function CellEditor({ model, cell, opened }: CellEditorProps) {
  const prose = cell.view.value.markdown !== null;
  const source = useMemo(() => createEditorSource(model, cell, opened, prose), [model, cell, opened, prose]);
  const host = useRef<HTMLDivElement>(null);
  const focus = host.current?.contains(document.activeElement) ?? false;
  const kind = prose ? "text" : "code";
  return (
    <div ref={host}>
      {model.settings.value.editor === "plain" ? (
        <PlainEditor key={kind} source={source} focus={focus} />
      ) : (
        <LazyEditor key={kind} source={source} focus={focus} />
      )}
    </div>
  );
}

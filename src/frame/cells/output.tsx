/** What is under a cell: marimo's rendering, or what stands in for it until Python is there. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { StaleIcon } from "../../look/icons.tsx";
import { notebookWords } from "../../words/notebook.ts";
import type { FrameCell, FrameModel } from "../model.ts";
import { Group } from "./group.tsx";
import { endsInExpression } from "./highlight.ts";
import { StillProse } from "./still-prose.tsx";

interface OutputProps {
  readonly model: FrameModel;
  readonly cell: FrameCell;
  readonly name: string;
}

/** What can be scrolled must be reachable with the keyboard; what cannot would only be one more stop. */
function stopWhereItScrolls(host: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    if (host.scrollWidth > host.clientWidth) host.tabIndex = 0;
    else host.removeAttribute("tabindex");
  });
  for (const element of [host, ...host.children]) observer.observe(element);
  return () => observer.disconnect();
}

function MountedOutput({ model, cell, name }: OutputProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const unmount = model.actions.mountOutput(cell.id, host.current);
    const stopObserving = stopWhereItScrolls(host.current);
    return () => {
      stopObserving();
      unmount();
    };
  }, [model, cell]);
  return <Group class="cell-output" label={notebookWords.output.label(name)} ref={host} />;
}

/** A grey place where an output is to be expected while Python starts. */
function Skeleton() {
  return (
    <div class="output-skeleton" title={notebookWords.output.starting}>
      <span class="unseen">{notebookWords.output.starting}</span>
    </div>
  );
}

export function CellOutput({ model, cell, name }: OutputProps) {
  const { hasOutput, fromBefore, started } = cell.run.value;
  const { markdown, code, disabled } = cell.view.value;
  if (hasOutput) {
    return (
      <div class={fromBefore ? "output-frame from-before" : "output-frame"}>
        {fromBefore && (
          <p class="chip status-stale">
            <StaleIcon size={14} />
            {notebookWords.output.fromBefore}
          </p>
        )}
        <MountedOutput model={model} cell={cell} name={name} />
      </div>
    );
  }
  if (markdown !== null) return <StillProse text={markdown} />;
  const coming = ["waiting", "starting"].includes(model.python.value.kind) && started === null && !disabled;
  return coming && endsInExpression(code) ? <Skeleton /> : null;
}

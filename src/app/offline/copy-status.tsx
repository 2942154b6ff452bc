/** In the top bar: whether the notebook would open without a network. */
import { useContext } from "preact/hooks";
import { offlineWords } from "../../words/offline.ts";
import type { CopyState } from "./copy.ts";
import { OfflineContext } from "./offline-context.ts";

export function CopyStatus() {
  const copy = useContext(OfflineContext)?.copy;
  if (copy === undefined || copy.state.value.kind === "none") return null;
  const state = copy.state.value;
  if (state.kind === "offered") {
    return (
      <button type="button" class="quiet" title={offlineWords.copy.offerWhy} onClick={copy.make}>
        {offlineWords.copy.offer}
      </button>
    );
  }
  const { text, why } = copyWords(state);
  return (
    <span class="wide-only" data-offline-copy={state.kind} title={why}>
      {text}
    </span>
  );
}

function copyWords(state: Exclude<CopyState, { kind: "none" | "offered" }>): { text: string; why: string } {
  const words = offlineWords.copy;
  switch (state.kind) {
    case "making":
      return { text: words.making(state.done, state.all), why: "" };
    case "ready":
      return { text: words.ready, why: words.readyWhy };
    case "failed":
      return { text: words.failed, why: words.failedWhy };
    default:
      return state satisfies never;
  }
}

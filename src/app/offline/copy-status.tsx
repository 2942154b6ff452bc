/** In the top bar: whether the notebook would open without a network. */
import { useContext } from "preact/hooks";
import { offlineWords } from "../../words/offline.ts";
import type { CopyState } from "./copy.ts";
import { OfflineContext } from "./offline-context.ts";

export function CopyStatus() {
  const state = useContext(OfflineContext)?.copy.value ?? { kind: "none" };
  if (state.kind === "none") return null;
  const { text, why } = copyWords(state);
  return (
    <span class="wide-only" data-offline-copy={state.kind} title={why}>
      {text}
    </span>
  );
}

function copyWords(state: Exclude<CopyState, { kind: "none" }>): { text: string; why: string } {
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

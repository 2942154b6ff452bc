/** In the top bar: whether the notebook would open without a network. */
import { useContext } from "preact/hooks";
import { DownloadIcon } from "../../look/icons.tsx";
import { offlineWords } from "../../words/offline.ts";
import type { CopyState } from "./copy.ts";
import { OfflineContext } from "./offline-context.ts";

export function CopyStatus() {
  const copy = useContext(OfflineContext)?.copy;
  const state = copy?.state.value ?? { kind: "none" };
  if (state.kind === "none" || state.kind === "offered") return null;
  const { text, why } = copyWords(state);
  return (
    <span class="wide-only" data-offline-copy={state.kind} title={why}>
      {text}
    </span>
  );
}

/** In the menu, for those who save data: nothing of it is fetched unless they say so. */
export function CopyOffer({ close }: { readonly close: () => void }) {
  const copy = useContext(OfflineContext)?.copy;
  if (copy?.state.value.kind !== "offered") return null;
  const make = (): void => {
    close();
    copy.make();
  };
  return (
    <button type="button" class="menu-item" title={offlineWords.copy.offerWhy} onClick={make}>
      <DownloadIcon />
      {offlineWords.copy.offer}
    </button>
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

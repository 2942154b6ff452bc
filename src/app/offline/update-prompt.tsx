/** Asks before a new version takes the place of this one. It floats, and takes nothing away from the notebook. */
import { useContext } from "preact/hooks";
import { offlineWords } from "../../words/offline.ts";
import { OfflineContext } from "./offline-context.ts";
import type { UpdateState } from "./updates.ts";
import "./update-prompt.css";

export function UpdatePrompt() {
  const updates = useContext(OfflineContext)?.updates;
  const state = updates?.state.value ?? { kind: "none" };
  if (updates === undefined || state.kind === "none") return null;
  const { title, text, action } = promptWords(state);
  return (
    <section class="update-prompt" aria-label={offlineWords.update.label} data-update={state.kind}>
      <div role="status">
        <p class="update-title">{title}</p>
        <p>{text}</p>
      </div>
      {action !== null && (
        <div class="actions start">
          <button type="button" class="primary" onClick={updates.accept}>
            {action}
          </button>
          <button type="button" class="quiet" onClick={updates.dismiss}>
            {offlineWords.update.later}
          </button>
        </div>
      )}
    </section>
  );
}

interface PromptWords {
  readonly title: string;
  readonly text: string;
  /** What the button says; null while there is nothing to decide. */
  readonly action: string | null;
}

function promptWords(state: Exclude<UpdateState, { kind: "none" }>): PromptWords {
  const words = offlineWords.update;
  const offered = (text: string): PromptWords => ({ title: words.offered, text, action: words.now });
  switch (state.kind) {
    case "offered":
      return offered(words.offeredText);
    case "other-pages":
      return offered(words.otherPages(state.count));
    case "unsaved":
      return offered(words.unsaved);
    case "unanswered":
      return offered(words.unanswered);
    case "after-run":
      return { title: words.offered, text: words.afterRun, action: null };
    case "applying":
      return { title: words.offered, text: words.applying, action: null };
    case "outdated":
      return { title: words.outdated, text: words.outdatedText, action: words.reload };
    default:
      return state satisfies never;
  }
}

/** The history of a notebook: its versions, what has changed since each, and the way back. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { CloseIcon, DownloadIcon, ResetIcon } from "../../look/icons.tsx";
import type { Version } from "../../state/environment.ts";
import type { Session } from "../../state/session/session.ts";
import { keepingWords, momentsWords } from "../../words/keeping.ts";
import { useApp } from "../context.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { diffTexts } from "./diff-lines.ts";
import { DiffView } from "./diff-view.tsx";
import { FilePanel } from "./file-panel.tsx";
import "./keeping.css";

const words = keepingWords.history;

/** A text that can be brought back. */
interface Choice {
  readonly id: string;
  readonly title: string;
  /** Null for the handed-out text, which has no time of its own. */
  readonly at: { readonly iso: string; readonly words: string } | null;
  readonly source: string;
}

export function HistoryDialog({ session }: { session: Session }) {
  const { versions } = session.keeping;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const title = words.title(session.document.title);
  return (
    <dialog ref={dialog} class="history-dialog" aria-label={title} onClose={() => versions.close()}>
      <div class="history-bar">
        <h2>{title}</h2>
        <button type="button" class="quiet icon-only" onClick={() => dialog.current?.close()}>
          <CloseIcon />
          <span class="hidden-text">{words.close}</span>
        </button>
      </div>
      <Versions session={session} close={() => dialog.current?.close()} />
      <div class="history-foot">
        <FilePanel file={session.keeping.file} />
        <p class="muted small">{words.note}</p>
      </div>
    </dialog>
  );
}

function Versions({ session, close }: { session: Session; close: () => void }) {
  const [chosen, choose] = useState<string | null>(null);
  const state = session.keeping.versions.state.value;
  if (state.kind === "loading") return <p role="status">{words.loading}</p>;
  if (state.kind === "failed") return <FailureText failure={state.failure} />;
  const choices = choicesOf(session, state.versions);
  const choice = choices.find(({ id }) => id === chosen);
  return (
    <div class="history-body">
      <nav class="history-list" aria-label={words.list}>
        {choices.length === 1 && <p class="muted small">{words.empty}</p>}
        <ul>
          {choices.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                class="history-item"
                aria-current={one.id === chosen}
                data-version={one.id}
                onClick={() => choose(one.id)}
              >
                {one.at !== null && <time dateTime={one.at.iso}>{one.at.words}</time>}
                <span class={one.at === null ? "" : "muted small"}>{one.title}</span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <section class="history-detail" aria-live="polite" aria-label={words.changes}>
        {choice === undefined ? (
          <p class="muted">{words.choose}</p>
        ) : (
          <Detail key={choice.id} session={session} choice={choice} close={close} />
        )}
      </section>
    </div>
  );
}

function Detail({ session, choice, close }: { session: Session; choice: Choice; close: () => void }) {
  const app = useApp();
  const { keeping, document, source } = session;
  const now = source.text.value;
  const { filename } = document;
  return (
    <>
      <Since before={choice.source} now={now} />
      <p class="actions start">
        <button
          type="button"
          class="primary"
          disabled={choice.source === now || keeping.writer.readOnly.value}
          onClick={() => {
            keeping.restore(choice.source);
            close();
          }}
        >
          <ResetIcon />
          {words.restore}
        </button>
        <button
          type="button"
          onClick={() =>
            app.save({ name: filename, blob: new Blob([choice.source], { type: "text/x-python" }) })
          }
        >
          <DownloadIcon />
          {words.download}
        </button>
        <span class="muted small">{words.restoreHint}</span>
      </p>
    </>
  );
}

function Since({ before, now }: { before: string; now: string }) {
  const diff = useMemo(() => diffTexts(before, now), [before, now]);
  if (before === now) return <p>{words.same}</p>;
  if (diff === undefined)
    return (
      <>
        <p>{words.tooDifferent}</p>
        <pre class="diff">{before}</pre>
      </>
    );
  return (
    <>
      <p>{words.summary(diff.added, diff.removed)}</p>
      <DiffView diff={diff} />
    </>
  );
}

function choicesOf({ document }: Session, versions: readonly Version[]): readonly Choice[] {
  const times = versions.map(({ at }) => at);
  const moments = momentsWords(times, Date.now());
  const kept = versions.map(({ id, at, reason, source }, index) => ({
    id: String(id),
    title: words.reasons[reason],
    at: { iso: new Date(at).toISOString(), words: moments[index] ?? "" },
    source,
  }));
  return [...kept, { id: "handed-out", title: words.handedOut, at: null, source: document.original }];
}

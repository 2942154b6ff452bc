/** Notebooks that were opened by hand and are kept in this browser. */
import { useState } from "preact/hooks";
import type { Draft } from "../../state/environment.ts";
import { OPENED, printRoute } from "../../state/routes.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";

export function OpenedList() {
  const { opened } = useApp().opener;
  if (opened.value.length === 0) return null;
  return (
    <section class="course" aria-label={words.courses.openedTitle}>
      <h2>{words.courses.openedTitle}</h2>
      <ul class="cards">
        {opened.value.map((draft) => (
          <OpenedCard key={draft.notebook} draft={draft} />
        ))}
      </ul>
    </section>
  );
}

function OpenedCard({ draft }: { draft: Draft }) {
  const app = useApp();
  const [sure, setSure] = useState(false);
  return (
    <li class="card">
      <a href={printRoute({ kind: "notebook", course: OPENED, notebook: draft.notebook })}>
        <span class="card-title">{draft.title}</span>
      </a>
      <p class="muted small">
        {draft.filename} ·{" "}
        {new Date(draft.savedAt).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}
      </p>
      {sure ? (
        <p class="actions">
          <button type="button" onClick={() => setSure(false)}>
            {words.courses.keep}
          </button>
          <button type="button" class="danger" onClick={() => void app.opener.forget(draft)}>
            {words.courses.removeSure}
          </button>
        </p>
      ) : (
        <button
          type="button"
          class="quiet small"
          aria-label={words.courses.forget(draft.title)}
          onClick={() => setSure(true)}
        >
          {words.courses.remove}
        </button>
      )}
    </li>
  );
}

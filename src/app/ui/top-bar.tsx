/** Where we are, and whether the work is safe. */

import { printRoute } from "../../state/routes.ts";
import type { SaveState } from "../../state/session/saver.ts";
import type { Session } from "../../state/session/session.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { CopyStatus } from "../offline/copy-status.tsx";
import { useNow } from "./use-now.ts";

export function TopBar({ session }: { session: Session }) {
  const { courseTitle, title, filename } = session.document;
  const route = useApp().route.value;
  return (
    <div class="bar">
      <nav class="crumbs" aria-label={words.courses.title}>
        <a class="bar-home" href="#/">
          {words.app}
        </a>
        {courseTitle !== "" && route.kind === "notebook" && (
          <a class="crumb course-link" href={printRoute({ kind: "course", course: route.course })}>
            {courseTitle}
          </a>
        )}
        <span class="crumb current" title={filename}>
          {title}
        </span>
      </nav>
      <p class="status">
        <Saved state={session.saved.value} />
        <PythonWord session={session} />
        <CopyStatus />
      </p>
    </div>
  );
}

function Saved({ state }: { state: SaveState }) {
  const now = useNow(1_000);
  return (
    <span class={`saved ${state.kind}`} data-saved={state.kind}>
      {savedWords(state, now)}
    </span>
  );
}

function savedWords(state: SaveState, now: number): string {
  switch (state.kind) {
    case "unchanged":
      return words.saved.unchanged;
    case "saving":
      return words.saved.saving;
    case "saved": {
      const seconds = Math.max(0, Math.round((now - state.at) / 1_000));
      return seconds > 3_600 ? words.saved.now : words.saved.ago(seconds);
    }
    case "failed":
      return words.saved.failed;
    default:
      return state satisfies never;
  }
}

function PythonWord({ session }: { session: Session }) {
  const python = session.frame.python.state.value;
  const waits = session.packages.value.some(({ state }) => state === "wanted" || state === "fetching");
  const now = session.runs.state.value === "running" ? "running" : waits ? "waiting" : "ready";
  if (python.kind !== "ready") return null;
  return (
    <span class={`python ${now}`} data-python={now}>
      {words.python[now]}
    </span>
  );
}

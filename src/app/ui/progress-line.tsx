/** One honest line while Python arrives, then nothing. It lies over the notebook, so that nothing moves as it goes. */

import type { PythonState } from "../../state/session/python.ts";
import type { Session } from "../../state/session/session.ts";
import { words } from "../../words/en.ts";
import { FailureText } from "./failure-text.tsx";

export function ProgressLine({ session }: { session: Session }) {
  const state = session.frame.python.state.value;
  if (state.kind === "failed") return null;
  if (state.kind === "ready") return <PackagesLine session={session} />;
  return (
    <div class="progress-line">
      <ProgressText state={state} />
    </div>
  );
}

/** Python did not start: what to do about it, above the notebook. */
export function StartFailure({ session }: { session: Session }) {
  const state = session.frame.python.state.value;
  if (state.kind !== "failed") return null;
  return (
    <div class="start-failure" role="alert">
      <FailureText failure={state.failure} />
      <button type="button" onClick={() => session.frame.retry()}>
        {words.python.again}
      </button>
    </div>
  );
}

/** A run that waits for its packages says for which. */
function PackagesLine({ session }: { session: Session }) {
  const all = session.packages.value;
  const coming = all.filter(({ state }) => state === "wanted" || state === "fetching");
  const [next] = coming;
  if (next === undefined) return null;
  const { loading } = words.packages;
  const done = all.length - coming.length;
  return (
    <div class="progress-line">
      <p>
        {loading(next.name, done, all.length)}
        <progress aria-label={words.packages.title} value={done} max={all.length} />
      </p>
    </div>
  );
}

function ProgressText({ state }: { state: Extract<PythonState, { kind: "loading" | "starting" }> }) {
  if (state.kind === "starting" || state.progress === null) return <p>{words.python.starting}</p>;
  const { loaded, total } = state.progress;
  return (
    <p>
      {words.python.loading} · {words.python.amount(loaded, total)}
      <progress aria-label={words.python.loading} value={loaded} max={total} />
    </p>
  );
}

/** Who the course's server takes one for, and the way to be taken for somebody. */
import type { Access } from "../../core/submission/transport.ts";
import type { Counter } from "../../state/course/counter.ts";
import { courseWords } from "../../words/course.ts";
import { agoWords } from "../../words/dates.ts";
import { signInWords as words } from "../../words/sign-in.ts";
import { Framed, isFramed } from "../ui/framed.tsx";
import { useNow } from "../ui/use-now.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { TroubleNotice } from "./trouble.tsx";

export function SignInPanel({ counter }: { counter: Counter }) {
  const agreement = counter.agreement.state.value;
  const state = counter.signIn.state.value;
  const { host } = counter.transport;
  if (agreement.kind === "changed") return <ChangedServer counter={counter} {...agreement} />;
  if (agreement.kind === "loading" || state.kind === "loading") return null;
  if (state.kind === "in") return <SignedIn counter={counter} access={state.access} />;
  return (
    <section class="sign-in" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="muted">{words.to(host)}</p>
      {state.kind === "out" && state.hasLeft && <DraftsStay />}
      {state.kind === "out" && state.why !== null && <TroubleNotice trouble={state.why} />}
      {isFramed() ? (
        <Framed text={courseWords.framed} link={courseWords.ownTab} />
      ) : (
        <SignInForm counter={counter} />
      )}
    </section>
  );
}

/** Whoever comes next at this device finds them. */
function DraftsStay() {
  return (
    <p role="status" class="notice">
      <span>
        {words.draftsStay} <a href="#/settings">{words.draftsErase}</a>
      </span>
    </p>
  );
}

/** Who one is there, how old is what the server said, and the way to ask again. */
function SignedIn({ counter, access }: { counter: Counter; access: Access }) {
  const now = useNow(30_000);
  const { note, refreshing, trouble } = counter.view;
  const { signIn, transport } = counter;
  const isAsking = refreshing.value;
  const age =
    note.value === null ? courseWords.neverFresh : courseWords.fresh(agoWords(note.value.listedAt, now));
  const said = navigator.onLine ? age : `${courseWords.offline} ${age}`;
  return (
    <>
      <div class="signed-in">
        <p>{words.in(access.name, transport.host)}</p>
        <p role="status" class="small muted">
          {isAsking ? courseWords.refreshing : said}
        </p>
        <p class="actions">
          <button type="button" class="quiet" disabled={isAsking} onClick={() => void counter.refresh()}>
            {courseWords.refresh}
          </button>
          {transport.kind === "https" && access.token !== "" && (
            <button type="button" class="quiet" onClick={() => signIn.showToken()}>
              {words.showToken}
            </button>
          )}
          <button type="button" class="quiet" onClick={() => void counter.signOut()}>
            {words.out}
          </button>
        </p>
      </div>
      {trouble.value !== null && !isAsking && <TroubleNotice trouble={trouble.value} />}
    </>
  );
}

function ChangedServer({ counter, before, now }: { counter: Counter; before: string; now: string }) {
  return (
    <section class="notice sign-in-changed" role="alert">
      <div>
        <h2>{words.changedTitle}</h2>
        <p>{words.changed(before, now)}</p>
        <p class="actions start">
          <button type="button" onClick={() => void counter.agreement.agree()}>
            {words.accept(now)}
          </button>
        </p>
      </div>
    </section>
  );
}

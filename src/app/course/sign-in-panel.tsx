/** Who the course's server takes one for, and the way to be taken for somebody. */
import type { Counter } from "../../state/course/counter.ts";
import { courseWords, signInWords as words } from "../../words/course.ts";
import { Framed, isFramed } from "../ui/framed.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { TroubleNotice } from "./trouble.tsx";

export function SignInPanel({ counter }: { counter: Counter }) {
  const agreement = counter.agreement.state.value;
  const state = counter.signIn.state.value;
  const { host } = counter.transport;
  if (agreement.kind === "changed") return <ChangedServer counter={counter} {...agreement} />;
  if (agreement.kind === "loading" || state.kind === "loading") return null;
  if (state.kind === "in") {
    return (
      <div class="signed-in">
        <p>{words.in(state.access.name, host)}</p>
        <button type="button" class="quiet" onClick={() => void counter.signOut()}>
          {words.out}
        </button>
      </div>
    );
  }
  return (
    <section class="sign-in" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="muted">{words.to(host)}</p>
      {state.kind === "out" && state.why !== null && <TroubleNotice trouble={state.why} />}
      {isFramed() ? (
        <Framed text={courseWords.framed} link={courseWords.ownTab} />
      ) : (
        <SignInForm counter={counter} />
      )}
    </section>
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

/** The ways to sign in. What is typed goes to the course's server and is kept nowhere in the page. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { Counter } from "../../state/course/counter.ts";
import type { SignInWay } from "../../state/course/sign-in.ts";
import { courseWords } from "../../words/course.ts";
import { signInWords as words } from "../../words/sign-in.ts";
import { Field } from "./field.tsx";
import { LaunchSteps } from "./launch-steps.tsx";

type WayKind = SignInWay["kind"];

const waysOf = { https: ["token", "register", "name"], moodle: ["password", "link"] } as const;

export function SignInForm({ counter }: { counter: Counter }) {
  const { signIn, transport } = counter;
  const ways = waysOf[transport.kind];
  const [kind, choose] = useState<WayKind>(ways[0]);
  const [remember, setRemember] = useState(false);
  const isBusy = signIn.state.value.kind === "busy";
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const way = readWay(kind, new FormData(event.currentTarget));
    void signIn.signIn(way, remember);
  };
  return (
    <form class="sign-in-form" onSubmit={submit} autocomplete="off">
      <Ways
        ways={ways}
        chosen={kind}
        choose={(way) => {
          choose(way);
          // What was wrong with one way says nothing of another.
          signIn.cancel();
        }}
      />
      <WayFields
        key={kind}
        kind={kind}
        counter={counter}
        arrived={(pasted) => void signIn.signIn({ kind: "link", pasted }, remember)}
      />
      <Remember canRemember={signIn.canRemember} remember={remember} setRemember={setRemember} />
      <p class="actions start">
        <button type="submit" class="primary" disabled={isBusy}>
          {kind === "register" ? words.register : words.submit}
        </button>
        {isBusy && (
          <>
            <button type="button" onClick={() => signIn.cancel()}>
              {courseWords.cancel}
            </button>
            <span role="status">{words.busy}</span>
          </>
        )}
      </p>
    </form>
  );
}

interface WaysProps {
  readonly ways: readonly WayKind[];
  readonly chosen: WayKind;
  choose(kind: WayKind): void;
}

function Ways({ ways, chosen, choose }: WaysProps) {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend>{words.waysLabel}</legend>
      {ways.map((way) => (
        <label key={way}>
          <input type="radio" name={name} checked={way === chosen} onChange={() => choose(way)} />
          {words.ways[way]}
        </label>
      ))}
    </fieldset>
  );
}

interface WayFieldsProps {
  readonly kind: WayKind;
  readonly counter: Counter;
  arrived(link: string): void;
}

function WayFields({ kind, counter, arrived }: WayFieldsProps): ComponentChildren {
  const { host } = counter.transport;
  switch (kind) {
    case "token":
      return <Field name="token" label={words.token} hint={words.tokenHint} isSecret />;
    case "register":
      return (
        <>
          <Field name="user" label={words.user} hint={words.userHint} />
          <Field name="code" label={words.code} isSecret />
        </>
      );
    case "name":
      return <Field name="user" label={words.user} hint={words.userHint} />;
    case "password":
      return (
        <>
          <Field name="user" label={words.user} />
          <Field name="password" label={words.password} hint={words.passwordHint(host)} isSecret />
          <p class="small muted">{words.rights}</p>
        </>
      );
    case "link":
      return <LaunchSteps signIn={counter.signIn} arrived={arrived} />;
    default:
      return kind satisfies never;
  }
}

interface RememberProps {
  readonly canRemember: boolean;
  readonly remember: boolean;
  setRemember(remember: boolean): void;
}

function Remember({ canRemember, remember, setRemember }: RememberProps) {
  const id = useId();
  if (!canRemember) return <p class="small muted">{words.cannotRemember}</p>;
  return (
    <div>
      <label class="tick">
        <input
          type="checkbox"
          checked={remember}
          aria-describedby={id}
          onChange={({ currentTarget }) => setRemember(currentTarget.checked)}
        />
        {words.remember}
      </label>
      <p id={id} class="small muted">
        {words.sessionHint} {words.rememberHint}
      </p>
    </div>
  );
}

function readWay(kind: WayKind, form: FormData): SignInWay {
  const text = (name: string): string => String(form.get(name) ?? "");
  const user = text("user").trim();
  switch (kind) {
    case "token":
      return { kind, token: text("token").trim() };
    case "register":
      return { kind, user, code: text("code").trim() };
    case "name":
      return { kind, user };
    case "password":
      return { kind, user, password: text("password") };
    case "link":
      return { kind, pasted: text("link").trim() };
    default:
      return kind satisfies never;
  }
}

/** Signing in on a school's own page: the link that Moodle gives there is the only way back into a page. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SignIn } from "../../state/course/sign-in.ts";
import { signInWords as words } from "../../words/sign-in.ts";
import { canRegister, onLink, registerScheme } from "../sso/sso-channel.ts";
import { Field } from "./field.tsx";

export interface LaunchStepsProps {
  readonly signIn: SignIn;
  /** The browser has come back by itself, with this link. */
  arrived(link: string): void;
}

export function LaunchSteps({ signIn, arrived }: LaunchStepsProps) {
  const base = useRef(new URL(".", document.baseURI).href).current;
  const take = useRef(arrived);
  take.current = arrived;
  useEffect(() => onLink(base, (link) => take.current(link)), []);
  const launch = (): void => {
    const address = signIn.beginLaunch();
    if (address !== null) window.open(address, "_blank", "noopener,noreferrer");
  };
  return (
    <>
      <ol class="launch-steps">
        {words.linkSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p class="actions start">
        <button type="button" onClick={launch}>
          {words.openLink}
        </button>
      </p>
      <Field name="link" label={words.link} isSecret />
      {canRegister() && <ReturnByItself base={base} />}
      <p class="small muted">{words.rights}</p>
    </>
  );
}

function ReturnByItself({ base }: { base: string }) {
  const [isRegistered, setRegistered] = useState<boolean | null>(null);
  return (
    <div>
      <p class="small muted">{words.returnHint}</p>
      <button type="button" class="small" onClick={() => setRegistered(registerScheme(base))}>
        {words.returnButton}
      </button>
      {isRegistered !== null && (
        <p class="small" role="status">
          {isRegistered ? words.returnAsked : words.returnRefused}
        </p>
      )}
    </div>
  );
}

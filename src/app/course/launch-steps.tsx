/** Signing in on a school's own page: the link that Moodle gives there is the only way back into a page. */
import type { SignIn } from "../../state/course/sign-in.ts";
import { signInWords as words } from "../../words/course.ts";
import { Field } from "./field.tsx";

export function LaunchSteps({ signIn }: { signIn: SignIn }) {
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
      <p class="small muted">{words.rights}</p>
    </>
  );
}

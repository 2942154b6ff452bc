/** The token of whoever is signed in, to be kept elsewhere: it stands here and nowhere else. */
import { useState } from "preact/hooks";
import type { SignIn } from "../../state/course/sign-in.ts";
import { courseWords } from "../../words/course.ts";
import { signInWords as words } from "../../words/sign-in.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useCourseRoom } from "./course-context.ts";
import "./course.css";

export function TokenDialog({ signIn }: { signIn: SignIn }) {
  const room = useCourseRoom();
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const token = signIn.shownToken.value;
  if (token === null) return null;
  return (
    <Dialog title={words.tokenTitle} closeWord={courseWords.close} onClose={() => signIn.hideToken()}>
      {(close) => (
        <>
          <p>
            <code class="token-text">{token}</code>
          </p>
          <p>{words.tokenWarning}</p>
          <p role="status">{isCopied === null ? "" : isCopied ? words.tokenCopied : words.tokenNotCopied}</p>
          <p class="actions">
            <button type="button" onClick={() => void room.copy(token).then(setCopied)}>
              {words.copyToken}
            </button>
            <button type="button" class="primary" onClick={close}>
              {courseWords.close}
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}

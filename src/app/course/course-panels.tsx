/** The course's half of the page. Its code is only loaded where there is a course to work in. */
import type { Desk } from "../../state/course/desk.ts";
import { words } from "../../words/en.ts";
import { useLoaded } from "../ui/use-loaded.ts";
import { useDesk } from "./course-context.ts";

/** The dashboard of a course; `desk` is null while its own code is on the way. */
export function DeskPanel({ desk }: { desk: Desk | null }) {
  const View = useLoaded(true, "assignments", () =>
    import("./desk-view.tsx").then((module) => module.DeskView),
  );
  return View === null || desk === null ? <p role="status">{words.loading}</p> : <View desk={desk} />;
}

/** Over whichever page one is on when one registers, or asks for it. */
export function TokenPanel() {
  const signIn = useDesk()?.counter?.signIn;
  const isOpen = (signIn?.shownToken.value ?? null) !== null;
  const View = useLoaded(isOpen, "token", () =>
    import("./token-dialog.tsx").then((module) => module.TokenDialog),
  );
  return !isOpen || signIn === undefined || View === null ? null : <View signIn={signIn} />;
}

/** Over whichever page one is on when one submits. */
export function SubmitPanel() {
  const desk = useDesk();
  const isOpen = (desk?.submitting?.state.value.kind ?? "closed") !== "closed";
  const View = useLoaded(isOpen, "submit", () =>
    import("./submit-dialog.tsx").then((module) => module.SubmitDialog),
  );
  return desk === null || View === null ? null : <View desk={desk} />;
}

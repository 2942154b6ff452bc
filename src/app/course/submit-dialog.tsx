/** Submit: what is sent, by whom, to whom, and what comes of it. */
import type { Desk } from "../../state/course/desk.ts";
import type { Submitting } from "../../state/course/submitting.ts";
import { courseWords } from "../../words/course.ts";
import { submitWords as words } from "../../words/submitting.ts";
import { Dialog } from "../ui/dialog.tsx";
import { SignInPanel } from "./sign-in-panel.tsx";
import { SubmitOutcome } from "./submit-outcome.tsx";
import { SubmitPlan } from "./submit-plan.tsx";
import { TroubleNotice } from "./trouble.tsx";
import "./course.css";
import "./submitting.css";

export function SubmitDialog({ desk }: { desk: Desk }) {
  const { submitting } = desk;
  if (submitting === null || submitting.state.value.kind === "closed") return null;
  return (
    <Dialog
      title={words.title(nameOf(desk, submitting))}
      closeWord={courseWords.close}
      class="submit"
      onClose={submitting.close}
    >
      {(close) => <Body desk={desk} submitting={submitting} close={close} />}
    </Dialog>
  );
}

function nameOf(desk: Desk, { state }: Submitting): string {
  const { value } = state;
  if (value.kind === "ready" || value.kind === "sent") return value.plan.row.name;
  const notebook = "notebook" in value ? value.notebook : undefined;
  return desk.rows.value.find((row) => row.notebook === notebook)?.name ?? "";
}

interface BodyProps {
  readonly desk: Desk;
  readonly submitting: Submitting;
  close(): void;
}

function Body({ desk, submitting, close }: BodyProps) {
  const state = submitting.state.value;
  switch (state.kind) {
    case "closed":
      return null;
    case "preparing":
      return <p role="status">{words.preparing}</p>;
    case "signed-out":
      return <SignInFirst desk={desk} submitting={submitting} notebook={state.notebook} />;
    case "failed":
      return <TroubleNotice trouble={state.failure} />;
    case "ready":
      return <SubmitPlan desk={desk} submitting={submitting} plan={state.plan} close={close} />;
    case "sent":
      return <SubmitOutcome desk={desk} id={state.id} plan={state.plan} close={close} />;
    default:
      return state satisfies never;
  }
}

interface SignInFirstProps extends Omit<BodyProps, "close"> {
  readonly notebook: string;
}

/** As soon as somebody is signed in, the plan is there. */
function SignInFirst({ desk, submitting, notebook }: SignInFirstProps) {
  const { counter } = desk;
  if (counter === null) return null;
  if (counter.access.value !== null) {
    return (
      <p class="actions start">
        <button type="button" class="primary" onClick={() => void submitting.begin(notebook)}>
          {courseWords.continue}
        </button>
      </p>
    );
  }
  return (
    <>
      <p>{words.signInFirst}</p>
      <SignInPanel counter={counter} />
    </>
  );
}

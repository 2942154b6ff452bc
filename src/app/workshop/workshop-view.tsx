/** The steps of a workshop above the notebook, and below them the solution card of the step that is looked at. */
import { useEffect, useRef, useState } from "preact/hooks";
import { FailedIcon, IdleIcon, LockIcon, OpenLockIcon, PartlyIcon, PassedIcon } from "../../look/icons.tsx";
import type { Step } from "../../state/workshop/steps.ts";
import type { Workshop } from "../../state/workshop/workshop.ts";
import { progressWords, attendeeWords as words } from "../../words/attendee.ts";
import { hintWords } from "../../words/en.ts";
import { nameOf } from "../ui/exercise-name.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { CountdownLine, CountdownNews } from "./countdown-line.tsx";
import { KeysLine } from "./keys-line.tsx";
import { PresenceLine } from "./presence-line.tsx";
import { SolutionCard } from "./solution-card.tsx";
import "./comparison.css";
import "./solution.css";
import "./workshop.css";

export function WorkshopView({ workshop }: { workshop: Workshop }) {
  const [chosen, choose] = useState<string | null>(null);
  const steps = workshop.steps.value;
  const step = steps.find(({ id }) => id === chosen);
  const section = useRef<HTMLElement>(null);
  const close = (): void => {
    // The button that is about to go hands the focus back to the one that opened the card.
    section.current?.querySelector<HTMLElement>('.step[aria-expanded="true"]')?.focus();
    choose(null);
  };
  return (
    <section ref={section} class="workshop" aria-label={words.steps} data-region>
      <div class="workshop-bar">
        <nav class="steps" aria-label={words.steps}>
          <ol>
            {steps.map((one) => (
              <StepItem key={one.id} step={one} workshop={workshop} chosen={chosen} choose={choose} />
            ))}
          </ol>
        </nav>
        <p class="steps-count small muted">
          {words.count(steps.filter(({ progress }) => progress === "passed").length, steps.length)}
        </p>
        <KeysLine workshop={workshop} />
      </div>
      <PresenceLine workshop={workshop} />
      <VaultTrouble workshop={workshop} />
      <CountdownLine workshop={workshop} besides={chosen} />
      <CountdownNews workshop={workshop} />
      <News workshop={workshop} chosen={chosen} />
      {step !== undefined && <SolutionCard key={step.id} step={step} workshop={workshop} close={close} />}
    </section>
  );
}

interface StepItemProps {
  readonly step: Step;
  readonly workshop: Workshop;
  readonly chosen: string | null;
  readonly choose: (id: string | null) => void;
}

function StepItem({ step, workshop, chosen, choose }: StepItemProps) {
  const { id, progress, hints } = step;
  const isOpen = workshop.cards.value.get(id)?.kind === "open";
  const isChosen = chosen === id;
  return (
    <li>
      <button
        type="button"
        class="step"
        data-step={id}
        data-progress={progress}
        data-solution={isOpen ? "open" : "locked"}
        aria-expanded={isChosen}
        onClick={() => choose(isChosen ? null : id)}
      >
        <span class="step-icon">
          <ProgressIcon progress={progress} />
        </span>
        <span class="step-title">{nameOf(step)}</span>
        {hints.opened > 0 && (
          <span class="step-hints" aria-hidden="true">
            {words.stepHints(hints.opened, hints.all)}
          </span>
        )}
        <span class="hidden-text">
          , {progressWords(progress, isOpen)}
          {hints.all > 0 && `, ${hintWords(hints.opened, hints.all)}`}
        </span>
        <span class="step-lock">{isOpen ? <OpenLockIcon size={14} /> : <LockIcon size={12} />}</span>
      </button>
    </li>
  );
}

function ProgressIcon({ progress }: { progress: Step["progress"] }) {
  switch (progress) {
    case "passed":
      return <PassedIcon />;
    case "in-progress":
      return <PartlyIcon />;
    case "to-do":
      return <IdleIcon />;
    default:
      return progress satisfies never;
  }
}

function VaultTrouble({ workshop }: { workshop: Workshop }) {
  const state = workshop.vault.value;
  if (state.kind !== "failed") return null;
  return (
    <div class="workshop-trouble">
      <FailedIcon />
      <FailureText failure={state.failure} />
      <button type="button" onClick={workshop.reload}>
        {words.retry}
      </button>
    </div>
  );
}

/** A solution may open while one is busy elsewhere: it is said, and nothing jumps. */
function News({ workshop, chosen }: { workshop: Workshop; chosen: string | null }) {
  const last = workshop.news.value.at(-1);
  const [seen, see] = useState<string>();
  useEffect(() => {
    if (last === chosen) see(last);
  }, [last, chosen]);
  const step = workshop.steps.value.find(({ id }) => id === last);
  const isSeen = last === undefined || last === chosen || last === seen;
  return (
    <p class={isSeen ? "hidden-text" : "workshop-news"} role="status">
      {last !== undefined && words.news(step === undefined ? last : nameOf(step))}
    </p>
  );
}

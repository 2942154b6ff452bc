/** The solution of one exercise in three honest states: locked (what opens it, how strong that is), opening, open. */

import { useEffect, useRef } from "preact/hooks";
import type { LockKind, LockStrength } from "../../core/solutions/locks.ts";
import { CloseIcon, LockIcon } from "../../look/icons.tsx";
import type { Card, Why } from "../../state/workshop/cards.ts";
import type { Step } from "../../state/workshop/steps.ts";
import type { Workshop } from "../../state/workshop/workshop.ts";
import { keyWords, lockWords, attendeeWords as words } from "../../words/attendee.ts";
import { hintWords } from "../../words/en.ts";
import { nameOf } from "../ui/exercise-name.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { focusNotebook } from "../ui/focus-order.ts";
import { CountdownOf } from "./countdown-line.tsx";
import { OpenSolution } from "./open-solution.tsx";
import { WordsField } from "./words-field.tsx";

export interface CardProps {
  readonly step: Step;
  readonly workshop: Workshop;
}

export function SolutionCard({ step, workshop, close }: CardProps & { close: () => void }) {
  const card: Card = workshop.cards.value.get(step.id) ?? { kind: "locked", why: null };
  const name = nameOf(step);
  const heading = useHeadingOfOpened(card.kind === "open");
  const goThere = (): void => {
    close();
    focusNotebook();
    workshop.show(step.id);
  };
  return (
    <section class="solution-card" aria-label={words.card(name)} data-solution-card={card.kind}>
      <header class="solution-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.card(name)}
        </h2>
        <button type="button" class="quiet" onClick={goThere}>
          {words.show}
        </button>
        <button type="button" class="quiet icon-only" aria-label={words.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      {step.hints.all > 0 && <p class="small muted">{hintWords(step.hints.opened, step.hints.all)}</p>}
      <CardBody card={card} step={step} workshop={workshop} />
    </section>
  );
}

/** When a solution opens, the field for the words is gone, and with it the focus: one reads on from the heading. */
function useHeadingOfOpened(isOpen: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (isOpen && !wasOpen.current) {
      if (document.activeElement === document.body) heading.current?.focus();
      heading.current?.scrollIntoView({ block: "nearest" });
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
  return heading;
}

function CardBody({ card, step, workshop }: CardProps & { card: Card }) {
  if (card.kind === "open") return <OpenSolution step={step} workshop={workshop} solution={card.solution} />;
  return <Locked step={step} workshop={workshop} card={card} />;
}

/** Also while something is tried: what somebody types meanwhile stays where it is. */
function Locked({ step, workshop, card }: CardProps & { card: Exclude<Card, { kind: "open" }> }) {
  const { vault } = workshop;
  if (vault.value.kind !== "loaded") return null;
  const { secret, exercises } = vault.value.vault;
  const locks = exercises.find(({ id }) => id === step.id)?.locks ?? [];
  if (locks.length === 0) return <p>{words.noSolution}</p>;
  const takesWords =
    !secret ||
    locks.some(
      ({ lock, strength }) =>
        lock !== "release" && (strength === "words" || strength === "anyone-with-session"),
    );
  return (
    <div class="locked">
      <CountdownOf workshop={workshop} exercise={step.id} />
      {secret ? <Locks locks={locks} /> : <p>{words.notSecret}</p>}
      {takesWords && <WordsField exercise={step.id} workshop={workshop} fromList={secret} />}
      <Tried card={card} />
      {card.kind === "opening" && <Opening by={card.by} step={step} workshop={workshop} />}
    </div>
  );
}

/** What came of the words; it is of no use below the edge. */
function Tried({ card }: { card: Exclude<Card, { kind: "open" }> }) {
  const status = useRef<HTMLDivElement>(null);
  const why = card.kind === "locked" ? card.why : null;
  useEffect(() => {
    if (why !== null) status.current?.scrollIntoView({ block: "nearest" });
  }, [why]);
  return (
    <div ref={status} class="tried" role="status">
      {why !== null && <WhyText why={why} />}
      {card.kind === "opening" && <p>{words.opening(card.by)}</p>}
    </div>
  );
}

function Locks({ locks }: { locks: readonly LockStrength[] }) {
  return (
    <>
      <p>{locks.length === 1 ? words.lockedOnce : words.locked}</p>
      <ul class="locks">
        {locks.map((lock) => (
          <li key={lock.lock} data-lock={lock.lock}>
            <LockIcon />
            <span>
              <strong>{keyWords(lock)}</strong> {lockWords(lock)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function WhyText({ why }: { why: Why }) {
  if (why.failure === "checks-first") return <p>{words.checksFirst}</p>;
  if (why.failure === "too-few-words") return <p>{words.tooFewWords(why.words, why.fewest)}</p>;
  return <FailureText failure={why} />;
}

function Opening({ by, step, workshop }: CardProps & { by: LockKind }) {
  const share = workshop.progress.value;
  return (
    <div class="opening">
      {share === null ? (
        <progress aria-label={words.opening(by)} />
      ) : (
        <>
          <progress aria-label={words.opening(by)} value={share} />
          <span class="small">{words.share(share)}</span>
        </>
      )}
      <button type="button" onClick={() => workshop.cancel(step.id)}>
        {words.cancel}
      </button>
    </div>
  );
}

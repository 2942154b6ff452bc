/** The solution of one exercise in three honest states: locked (what opens it, how strong that is), opening, open. */

import { CloseIcon, LockIcon } from "../../look/icons.tsx";
import type { Card, Why } from "../../state/workshop/cards.ts";
import type { Step } from "../../state/workshop/steps.ts";
import type { Workshop } from "../../state/workshop/workshop.ts";
import { keyWords, lockWords, attendeeWords as words } from "../../words/attendee.ts";
import { hintWords } from "../../words/en.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { CountdownOf } from "./countdown-line.tsx";
import { OpenSolution } from "./open-solution.tsx";
import { WordsField } from "./words-field.tsx";

export interface CardProps {
  readonly step: Step;
  readonly workshop: Workshop;
}

export function SolutionCard({ step, workshop, close }: CardProps & { close: () => void }) {
  const card: Card = workshop.cards.value.get(step.id) ?? { kind: "locked", why: null };
  return (
    <section class="solution-card" aria-label={words.card(step.title)} data-solution-card={card.kind}>
      <header class="solution-head">
        <h2>{words.card(step.title)}</h2>
        <button type="button" class="quiet" onClick={() => workshop.show(step.id)}>
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

function CardBody({ card, step, workshop }: CardProps & { card: Card }) {
  switch (card.kind) {
    case "locked":
      return <Locked step={step} workshop={workshop} why={card.why} />;
    case "opening":
      return <OpeningCard card={card} step={step} workshop={workshop} />;
    case "open":
      return <OpenSolution step={step} workshop={workshop} solution={card.solution} />;
    default:
      return card satisfies never;
  }
}

function Locked({ step, workshop, why }: CardProps & { why: Why | null }) {
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
      {secret ? (
        <>
          <p>{words.locked}</p>
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
      ) : (
        <p>{words.notSecret}</p>
      )}
      {takesWords && <WordsField exercise={step.id} workshop={workshop} fromList={secret} />}
      <div role="status">{why !== null && <WhyText why={why} />}</div>
    </div>
  );
}

function WhyText({ why }: { why: Why }) {
  return why.failure === "checks-first" ? <p>{words.checksFirst}</p> : <FailureText failure={why} />;
}

function OpeningCard({ card, step, workshop }: CardProps & { card: Extract<Card, { kind: "opening" }> }) {
  const share = workshop.progress.value;
  return (
    <div class="opening">
      <p role="status">{words.opening(card.by)}</p>
      {share === null ? (
        <progress aria-label={words.opening(card.by)} />
      ) : (
        <>
          <progress aria-label={words.opening(card.by)} value={share} />
          <span class="small">{words.share(share)}</span>
        </>
      )}
      <button type="button" onClick={() => workshop.cancel(step.id)}>
        {words.cancel}
      </button>
    </div>
  );
}

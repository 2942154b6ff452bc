/** The cockpit: the room at a glance, and the buttons that release. */
import { useState } from "preact/hooks";
import { FailedIcon, PassedIcon, WaitingIcon } from "../../look/icons.tsx";
import type { Cockpit, Outcome } from "../../state/cockpit/cockpit.ts";
import type { FeedState } from "../../state/cockpit/feed.ts";
import { cockpitWords as words } from "../../words/cockpit.ts";
import { InlineText } from "../ui/inline-text.tsx";
import { JoinPanel } from "./join-panel.tsx";
import { NotebookSection } from "./notebook-section.tsx";
import { Projector } from "./projector.tsx";

export function CockpitPage({ cockpit }: { cockpit: Cockpit }) {
  const [isProjecting, setProjecting] = useState(false);
  const [chosen, choose] = useState<string>();
  const state = cockpit.state.value;
  const room = cockpit.room.value;
  const title = room?.title;
  const address = room?.join.find((one) => one === chosen) ?? room?.join[0];
  if (state.kind === "refused") return <Message {...words.refused[state.why]} again />;
  if (room !== null && isProjecting) {
    const leave = () => setProjecting(false);
    return <Projector cockpit={cockpit} room={room} address={address} leave={leave} />;
  }
  return (
    <>
      <header class="cockpit-head">
        <h1>{title ?? words.title}</h1>
        <Link state={state} />
        {room !== null && (
          <button type="button" class="cockpit-project" onClick={() => setProjecting(true)}>
            {words.projector}
          </button>
        )}
      </header>
      <main class="cockpit-main">
        <div class="cockpit-notices" role="status">
          {state.kind === "lost" && (
            <p class="notice failure">
              <span>
                <InlineText text={words.lostHelp} />
              </span>
            </p>
          )}
          {cockpit.isBusy.value && <p class="notice">{words.sending}</p>}
          <OutcomeText outcome={cockpit.outcome.value} />
        </div>
        {room !== null && (
          <div class="cockpit-room">
            <div class="cockpit-notebooks">
              {room.notebooks.map((notebook) => (
                <NotebookSection key={notebook.id} cockpit={cockpit} notebook={notebook} />
              ))}
            </div>
            <JoinPanel room={room} address={address} choose={choose} />
          </div>
        )}
      </main>
    </>
  );
}

function Link({ state }: { state: FeedState }) {
  const isLive = state.kind === "live";
  return (
    <p class="cockpit-link" data-link={state.kind}>
      {isLive ? <PassedIcon /> : state.kind === "lost" ? <FailedIcon /> : <WaitingIcon />}
      {isLive ? words.live : state.kind === "lost" ? words.lost : words.connecting}
    </p>
  );
}

function OutcomeText({ outcome }: { outcome: Outcome | null }) {
  if (outcome === null) return null;
  const isFailure = outcome.kind === "refused" || outcome.kind === "unreachable";
  return (
    <p class={isFailure ? "notice failure" : "notice"} data-outcome={outcome.kind}>
      {outcomeWords(outcome)}
    </p>
  );
}

function outcomeWords(outcome: Outcome): string {
  const { outcomes } = words;
  switch (outcome.kind) {
    case "released":
      return outcomes.released(outcome.exercises);
    case "counting":
      return outcomes.counting(outcome.exercises);
    case "cancelled":
      return outcomes.cancelled(outcome.exercise);
    case "already":
      return outcomes.already;
    case "refused":
      return outcomes.refused(outcome.message);
    case "unreachable":
      return outcomes.unreachable;
    default:
      return outcome satisfies never;
  }
}

interface MessageProps {
  readonly title: string;
  readonly text: string;
  readonly again?: boolean;
  readonly ownTab?: boolean;
}

/** All there is to see where nothing can be followed. */
export function Message({ title, text, again = false, ownTab = false }: MessageProps) {
  return (
    <main class="cockpit-message">
      <h1>{title}</h1>
      <p role="alert">
        <InlineText text={text} />
      </p>
      {again && (
        <p>
          <button type="button" onClick={() => location.reload()}>
            {words.again}
          </button>
        </p>
      )}
      {ownTab && (
        <p>
          <a href={location.href} target="_blank" rel="noreferrer">
            {words.ownTab}
          </a>
        </p>
      )}
    </main>
  );
}

/** A notebook with everything around it. */
import { useEffect } from "preact/hooks";
import type { FrameSize } from "../../state/session/frame-life.ts";
import type { Session } from "../../state/session/session.ts";
import type { Workspace } from "../../state/workspace.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { FrameHost } from "../frame-host.tsx";
import { HistoryPanel } from "../keeping/history-panel.tsx";
import { KeepingBar } from "../keeping/keeping-bar.tsx";
import { ChecksPanel } from "../ui/checks-panel.tsx";
import { focusNotebook, listenForFocus } from "../ui/focus-order.ts";
import { Notices } from "../ui/notices.tsx";
import { Outline } from "../ui/outline.tsx";
import { ProgressLine, StartFailure } from "../ui/progress-line.tsx";
import { Toolbar } from "../ui/toolbar.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { WorkshopPanel } from "../workshop/workshop-panel.tsx";
import { UnreadablePage } from "./unreadable-page.tsx";

export function WorkspacePage() {
  const { workspace } = useApp();
  return <WorkspaceOf state={workspace.value} />;
}

function WorkspaceOf({ state }: { state: Workspace }) {
  switch (state.kind) {
    case "open":
      return <OpenWorkspace session={state.session} />;
    case "unreadable":
      return <UnreadablePage why={state.why} />;
    case "loading":
    case "closed":
      return (
        <main class="page">
          <p role="status">{words.loading}</p>
        </main>
      );
    default:
      return state satisfies never;
  }
}

function OpenWorkspace({ session }: { session: Session }) {
  const app = useApp();
  const plan = session.frame.plan.value;
  useEffect(() => listenForFocus(app, session), [app, session]);
  return (
    <div class="workspace">
      <button type="button" class="skip" onClick={() => enterNotebook(session)}>
        {words.skip}
      </button>
      <header data-region>
        <TopBar session={session} />
        <Toolbar session={session} />
        <StartFailure session={session} />
      </header>
      <Outline session={session} />
      <main class="middle" style={paperStyle(session.frame.size.value)}>
        <h1 class="hidden-text" tabIndex={-1}>
          {session.document.title}
        </h1>
        <KeepingBar session={session} />
        <Notices />
        <WorkshopPanel />
        {plan === null ? (
          <div class="notebook-frame" />
        ) : (
          <FrameHost
            key={plan.generation}
            title="Notebook"
            className="notebook-frame"
            peer={session.frame}
            plan={plan}
            theme={app.settings.frame.value.theme}
          />
        )}
        <ProgressLine session={session} />
      </main>
      <ChecksPanel session={session} />
      <ValidationFrame session={session} />
      <HistoryPanel session={session} />
    </div>
  );
}

/** Draws nothing that anyone sees: it has no outputs, and is there only while a validation runs. */
function ValidationFrame({ session }: { session: Session }) {
  const { settings } = useApp();
  const plan = session.validator.plan.value;
  if (plan === null) return null;
  return (
    <div class="validation" inert>
      <FrameHost
        key={plan.generation}
        title="Validation"
        className="validation-frame"
        peer={session.validator}
        plan={plan}
        theme={settings.frame.value.theme}
      />
    </div>
  );
}

/** Width of a sheet of A4 or Letter within its margins, in CSS pixels. */
const PAPER = 700;
/** The notebook is never set wider than this (frame.css), whatever its frame is. */
const WIDEST = 960;

/** Lets the printed page show the notebook as it is laid out now, whole, and made smaller to fit on the sheet. */
function paperStyle({ width, height }: FrameSize): Record<string, string> {
  const shown = Math.min(width, WIDEST);
  return {
    "--paper-width": `${shown}px`,
    "--paper-height": `${height}px`,
    "--paper-scale": String(Math.min(1, PAPER / Math.max(shown, 1))),
  };
}

function enterNotebook(session: Session): void {
  focusNotebook();
  session.command("focus-first");
}

/** A notebook with everything around it. */
import { useEffect } from "preact/hooks";
import type { Workspace } from "../../state/app.ts";
import type { Session } from "../../state/session/session.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { FrameHost } from "../frame-host.tsx";
import { ChecksPanel } from "../ui/checks-panel.tsx";
import { listenForFocus } from "../ui/focus-order.ts";
import { Notices } from "../ui/notices.tsx";
import { Outline } from "../ui/outline.tsx";
import { ProgressLine } from "../ui/progress-line.tsx";
import { Toolbar } from "../ui/toolbar.tsx";
import { TopBar } from "../ui/top-bar.tsx";
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
      <a class="skip" href="#notebook" onClick={(event) => enterNotebook(event, session)}>
        {words.skip}
      </a>
      <header data-region>
        <TopBar session={session} />
        <Toolbar session={session} />
        <ProgressLine session={session} />
      </header>
      <Outline session={session} />
      <main class="middle">
        <h1 class="hidden-text">{session.document.title}</h1>
        <Notices />
        {plan === null ? (
          <div class="notebook-frame" />
        ) : (
          <FrameHost
            key={plan.generation}
            session={session}
            plan={plan}
            theme={app.settings.frame.value.theme}
          />
        )}
      </main>
      <ChecksPanel session={session} />
    </div>
  );
}

/** The address bar holds our routes, so the link moves the focus by hand. */
function enterNotebook(event: Event, session: Session): void {
  event.preventDefault();
  document.querySelector<HTMLIFrameElement>(".notebook-frame")?.focus();
  session.command("focus-first");
}

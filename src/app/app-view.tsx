/** Which page is shown. */
import { useEffect, useRef } from "preact/hooks";
import type { App } from "../state/app.ts";
import { printRoute } from "../state/routes.ts";
import { words } from "../words/en.ts";
import { AppContext } from "./context.ts";
import { SubmitPanel, TokenPanel } from "./course/course-panels.tsx";
import { CoursePage } from "./pages/course-page.tsx";
import { CoursesPage } from "./pages/courses-page.tsx";
import { OpenPage } from "./pages/open-page.tsx";
import { SettingsPage } from "./pages/settings-page.tsx";
import { WorkspacePage } from "./pages/workspace-page.tsx";
import { LiveRegion } from "./ui/live-region.tsx";
import { Page } from "./ui/page.tsx";
import { QuestionDialog } from "./ui/question.tsx";

export function AppView({ app }: { app: App }) {
  useFocusOnPage(printRoute(app.route.value));
  return (
    <AppContext.Provider value={app}>
      <CurrentPage app={app} />
      <QuestionDialog />
      <SubmitPanel />
      <TokenPanel />
      <LiveRegion />
    </AppContext.Provider>
  );
}

/** After going to another page the focus starts at its heading, as it would with a page load. */
function useFocusOnPage(address: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) document.querySelector("h1")?.focus();
    first.current = false;
  }, [address]);
}

/** What the browser's tab says. */
export function titleOf(app: App): string {
  const { workspace, route } = app;
  if (workspace.value.kind === "open") return `${workspace.value.session.document.title} · ${words.app}`;
  return route.value.kind === "settings" ? `${words.settings.title} · ${words.app}` : words.app;
}

function CurrentPage({ app }: { app: App }) {
  const route = app.route.value;
  switch (route.kind) {
    case "courses":
      return <CoursesPage />;
    case "course":
      return <CoursePage id={route.course} />;
    case "notebook":
      return <WorkspacePage />;
    case "open":
      return <OpenPage key={route.url} url={route.url} />;
    case "settings":
      return <SettingsPage />;
    case "unknown":
      return (
        <Page title={words.notFound.title}>
          <p>
            <a href="#/">{words.notFound.todo}</a>
          </p>
        </Page>
      );
    default:
      return route satisfies never;
  }
}

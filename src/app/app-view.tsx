/** Which page is shown. */
import type { App } from "../state/app.ts";
import { words } from "../words/en.ts";
import { AppContext } from "./context.ts";
import { CoursesPage } from "./pages/courses-page.tsx";
import { OpenPage } from "./pages/open-page.tsx";
import { SettingsPage } from "./pages/settings-page.tsx";
import { WorkspacePage } from "./pages/workspace-page.tsx";
import { LiveRegion } from "./ui/live-region.tsx";
import { Page } from "./ui/page.tsx";
import { QuestionDialog } from "./ui/question.tsx";

export function AppView({ app }: { app: App }) {
  return (
    <AppContext.Provider value={app}>
      <CurrentPage app={app} />
      <QuestionDialog />
      <LiveRegion />
    </AppContext.Provider>
  );
}

function CurrentPage({ app }: { app: App }) {
  const route = app.route.value;
  switch (route.kind) {
    case "courses":
      return <CoursesPage only={null} />;
    case "course":
      return <CoursesPage only={route.course} />;
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

/** The composition root: builds the ports, the state and the page. The only file that imports adapters. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { readFrameMessage } from "../runtime/contract.ts";
import { createApp } from "../state/app.ts";
import type { CoursePorts } from "../state/course/ports.ts";
import { watchCourse } from "../state/course/watch.ts";
import type { Environment } from "../state/environment.ts";
import { readRoute } from "../state/routes.ts";
import { watchWorkshop } from "../state/workshop/watch.ts";
import { createStorageCare } from "../storage/care.ts";
import type { CourseStorage } from "../storage/course/course-storage.ts";
import { createKnownCourses } from "../storage/course/known-courses.ts";
import { createStore } from "../storage/database.ts";
import { createDrafts } from "../storage/drafts.ts";
import { createHandleStore } from "../storage/handles.ts";
import { createReports } from "../storage/reports.ts";
import { createTabs } from "../storage/tabs.ts";
import { createVersions } from "../storage/versions.ts";
import { AppView, titleOf } from "./app-view.tsx";
import { CourseContext } from "./course/course-context.ts";
import { connection, createExclusively } from "./course/platform.ts";
import { listenForGestures } from "./gestures.ts";
import { withHeadStart } from "./head-start.ts";
import { createOffline } from "./offline/offline.ts";
import { OfflineContext } from "./offline/offline-context.ts";
import { UpdatePrompt } from "./offline/update-prompt.tsx";
import { clipboard, clock, createPreferences, downloads, links, randomName } from "./platform/browser.ts";
import { createCourseFiles } from "./platform/course-files.ts";
import { createEraser } from "./platform/erase.ts";
import { createFileHandles } from "./platform/file-handle.ts";
import { createPackageFiles } from "./platform/package-files.ts";
import { printReport } from "./report/load-printer.ts";
import { createPieces } from "./runtime-bytes.ts";
import { loadWorkshopPorts } from "./workshop/load-ports.ts";
import { WorkshopContext } from "./workshop/workshop-context.ts";
import "../look/fonts.css";
import "../look/tokens.css";
import "./styles/base.css";
import "./styles/pages.css";
import "./styles/settings.css";
import "./styles/bars.css";
import "./styles/side.css";
// Last, for its rules of width and paper are about all of them.
import "./styles/workspace.css";

const baseAddress = new URL(".", document.baseURI).href;
const basePath = new URL(baseAddress).pathname;
const pieces = withHeadStart(createPieces(baseAddress));
if (readRoute(location.hash).kind === "notebook") pieces.begin();
const store = createStore(basePath);

/** At most visits nothing is submitted. */
let courseStorage: Promise<CourseStorage> | undefined;
const loadCourseStorage = (): Promise<CourseStorage> => {
  courseStorage ??= import("../storage/course/course-storage.ts").then(({ createCourseStorage }) =>
    createCourseStorage(store, basePath),
  );
  return courseStorage;
};

const environment: Environment = {
  courses: createCourseFiles(baseAddress),
  known: createKnownCourses(store),
  handouts: {
    read: async (key) => (await loadCourseStorage()).handouts.read(key),
    write: async (handout) => (await loadCourseStorage()).handouts.write(handout),
  },
  drafts: createDrafts(store),
  versions: createVersions(store),
  keep: createStorageCare(store),
  tabs: createTabs(basePath),
  fileHandles: createFileHandles(createHandleStore(store)),
  reports: { ...createReports(store), print: printReport },
  pieces,
  packages: createPackageFiles({
    cacheName: `atelier-packages ${basePath}`,
    baseAddress,
    // The same as a worker asks of us (runtime/worker/fetch.ts).
    sources: ["https://cdn.jsdelivr.net/pyodide/", "https://pypi.org/", "https://files.pythonhosted.org/"],
    lock: pieces.lock,
  }),
  preferences: createPreferences(basePath),
  eraser: createEraser(baseAddress, store.erase, async () => (await loadCourseStorage()).keyring.removeAll()),
  downloads,
  clipboard,
  links,
  clock,
  randomName,
  isSecure: isSecureContext,
  readFrameMessage,
};

const app = createApp(environment);

const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => app.settings.prefersDark(dark.matches));
app.settings.prefersDark(dark.matches);
effect(() => {
  document.documentElement.dataset.theme = app.settings.frame.value.theme;
});

effect(() => {
  document.title = titleOf(app);
});

addEventListener("hashchange", () => app.navigate(location.hash));
addEventListener("pagehide", () => app.flush());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) app.flush();
});
listenForGestures(app);
app.navigate(location.hash);

const offline = createOffline(app, baseAddress);
const loadCoursePorts = async (): Promise<CoursePorts> => {
  const [{ openTransport }, storage] = await Promise.all([
    import("../transport/open-transport.ts"),
    loadCourseStorage(),
  ]);
  const exclusively = createExclusively(basePath);
  return { ...environment, ...storage, openTransport, connection, exclusively, random: Math.random };
};
const courseRoom = watchCourse(app, loadCoursePorts, environment);
const workshop = watchWorkshop(app, () => loadWorkshopPorts(environment), clipboard);
const root = document.getElementById("app");
if (root !== null) {
  render(
    <OfflineContext.Provider value={offline}>
      <CourseContext.Provider value={courseRoom}>
        <WorkshopContext.Provider value={workshop}>
          <AppView app={app} />
        </WorkshopContext.Provider>
      </CourseContext.Provider>
      <UpdatePrompt />
    </OfflineContext.Provider>,
    root,
  );
}

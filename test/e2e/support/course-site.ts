/** The built app with a course of the test's own, on a host of its own; and the servers that its work goes to. */
import { link, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { openCourseFolder } from "../../../workshop/serve-course/course-folder.ts";
import { loadOrMakeSecret } from "../../../workshop/serve-course/secret.ts";
import { serveCourse } from "../../../workshop/serve-course/serve-course.ts";
import { makeToken } from "../../../workshop/serve-course/tokens.ts";
import { openSite } from "../../support/site.ts";
import { notebookOfCells } from "./notebook.ts";

const built = fileURLToPath(new URL("../../../dist", import.meta.url));

export interface CourseSite {
  /** With a slash at the end. */
  readonly url: string;
  /** Address of the course's dashboard. */
  readonly desk: string;
  /** Every path that the site's own host was asked for. */
  readonly asked: readonly string[];
  /** Puts another course file in the place of the one there. */
  writeCourse(course: object): Promise<void>;
  write(name: string, content: string): Promise<void>;
  close(): Promise<void>;
}

/** `course`: members of its `course.json` besides those that it must have. */
export async function openCourseSite(course: object): Promise<CourseSite> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-course-"));
  await linkAll(built, folder, new Set(["courses.json", "demo"]));
  const write = (name: string, content: string) => writeFile(join(folder, name), content);
  const writeCourse = (members: object) =>
    write(
      "course.json",
      JSON.stringify({
        format: "atelier-course",
        version: 1,
        id: "numerics",
        title: "Numerical methods",
        notebooks: [],
        ...members,
      }),
    );
  await write("courses.json", JSON.stringify({ courses: ["course.json"] }));
  await writeCourse(course);
  const asked: string[] = [];
  const site = await openSite({ folder, onRequest: ({ url = "" }) => void asked.push(url) });
  return {
    url: site.url,
    desk: `${site.url}#/c/numerics`,
    asked,
    write,
    writeCourse,
    async close() {
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Hard links: the host follows no others, and a copy of everything takes long. */
async function linkAll(from: string, to: string, except: ReadonlySet<string>): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (except.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkAll(source, target, new Set());
    else await link(source, target);
  }
}

export const CODE = "open sesame";
export const homework = notebookOfCells([
  "import marimo as mo\nfrom mograder.runtime import check",
  "answer = None",
  'check("Q1: The answer", [(answer == 42, "it is not 42")])',
]);

export interface CourseServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly folder: string;
  token(user: string): string;
  /** Names of all stored versions of an assignment, oldest first. */
  stored(assignment: string): Promise<string[]>;
  close(): Promise<void>;
}

/** A folder as `mograder serve` and `workshop serve-course` take it, with the assignments `hw1` and `hw2`. */
export async function makeCourseFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-server-"));
  for (const name of ["hw1", "hw2"]) {
    await mkdir(join(folder, name, "files"), { recursive: true });
    await writeFile(join(folder, name, "files", `${name}.py`), homework);
  }
  const day = 86_400;
  const now = Math.floor(Date.now() / 1_000);
  const files = (name: string) => [{ filename: `${name}.py`, url: `/assignments/${name}/files/${name}.py` }];
  const list = [
    { name: "Homework 1", id: "hw1", duedate: now + day, files: files("hw1") },
    { name: "Homework 2", id: "hw2", duedate: now - day, files: files("hw2") },
  ];
  await writeFile(join(folder, "assignments.json"), JSON.stringify(list));
  return folder;
}

/** `workshop serve-course` inside of the test's process. */
export async function openCourseServer(): Promise<CourseServer> {
  const folder = await makeCourseFolder();
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const secret = await loadOrMakeSecret(folder, { random, cwd: folder });
  const served = await serveCourse({
    course: await openCourseFolder(folder, undefined, folder),
    port: 0,
    host: "127.0.0.1",
    tls: undefined,
    secret,
    code: CODE,
    most: 1_000_000,
    log: () => {},
    tell: (text) => console.error(text),
  });
  return {
    url: (served.urls[0] ?? "").replace(/\/$/, ""),
    folder,
    token: (user) => makeToken(secret, user),
    stored: (assignment) => storedIn(folder, assignment),
    async close() {
      await served.finish();
      await rm(folder, { recursive: true });
    },
  };
}

export interface OpenCourse {
  readonly server: CourseServer;
  readonly site: CourseSite;
}

/** For each test of a file a course and its server, which are there while the test runs. */
export function courseForEach(): OpenCourse {
  let open: OpenCourse | undefined;
  const now = (): OpenCourse => {
    if (open === undefined) throw new Error("A course is only there while a test runs.");
    return open;
  };
  test.beforeEach(async () => {
    const server = await openCourseServer();
    open = { server, site: await openCourseSite({ transport: "https", https: { url: server.url } }) };
  });
  test.afterEach(async () => {
    await now().site.close();
    await now().server.close();
  });
  return {
    get server() {
      return now().server;
    },
    get site() {
      return now().site;
    },
  };
}

/** Versions have their time in their names; the link to the newest has none. */
export async function storedIn(folder: string, assignment: string): Promise<string[]> {
  const names = await readdir(join(folder, assignment));
  return names.filter((name) => /_\d{8}T\d{6}.*\.py$/.test(name)).sort();
}

export const rowOf = (page: Page, assignment: string): Locator =>
  page.locator(`[data-assignment="${assignment}"]`);

export async function expectState(page: Page, assignment: string, state: string): Promise<void> {
  await expect(rowOf(page, assignment).locator("[data-work-state]")).toHaveAttribute(
    "data-work-state",
    state,
  );
}

export async function signInByToken(page: Page, token: string): Promise<void> {
  await page.getByLabel("Token", { exact: true }).fill(token);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText(/^Signed in as/)).toBeVisible();
}

export async function register(page: Page, user: string): Promise<void> {
  await page.getByLabel("I have an enrolment code").check();
  await page.getByLabel("User name").fill(user);
  await page.getByLabel("Enrolment code", { exact: true }).fill(CODE);
  await page.getByRole("button", { name: "Register and sign in" }).click();
  await page
    .getByRole("dialog", { name: "Your token" })
    .getByRole("button", { name: "Close" })
    .last()
    .click();
  await expect(page.getByText(/^Signed in as/)).toBeVisible();
}

/** Python is not needed for what is submitted, and starting it takes long. */
export async function withoutPython(page: Page): Promise<void> {
  await page.route(/\/(runtime|islands)\//, (route) => route.abort());
}

/** Opens an assignment that is not here yet, and types another answer into it. */
export async function openAndType(page: Page, name: string, answer: string): Promise<void> {
  await page.getByRole("button", { name: `Open: ${name}` }).click();
  const frame = page.frameLocator('iframe[title="Notebook"]');
  await frame
    .locator("[data-cell-id]", { hasText: "answer = " })
    .first()
    .getByRole("textbox")
    .first()
    .click({ timeout: 30_000 });
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(answer);
}

export const dialog = (page: Page): Locator => page.getByRole("dialog");
export const outcome = (page: Page): Locator => page.locator("[data-outcome]");

/** Presses Submit in the toolbar, and again in the dialog. */
export async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await dialog(page).getByRole("button", { name: "Submit", exact: true }).click();
}

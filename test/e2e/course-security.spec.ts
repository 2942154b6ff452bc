/** Tokens and drafts of a course stay with it, whatever links, changed files, other servers and framing pages try. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import {
  courseForEach,
  dialog,
  expectState,
  homework,
  openAndType,
  outcome,
  rowOf,
  signInByToken,
  submit,
  withoutPython,
} from "./support/course-site.ts";

const course = courseForEach();

/** A server that allows everything, answers with `answers`, and hears all that it is sent. */
async function startStranger(answers: (url: string) => { body: string; type?: string } | undefined) {
  const heard: string[] = [];
  const stranger: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`);
    const allowed = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    const answer = answers(request.url ?? "");
    response.writeHead(answer ? 200 : 404, {
      ...allowed,
      "content-type": answer?.type ?? "application/json",
    });
    response.end(answer?.body ?? "{}");
  });
  await new Promise<void>((settle) => stranger.listen(0, "127.0.0.1", settle));
  const { port } = stranger.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    close: () => new Promise<void>((settle) => void stranger.close(() => settle()).closeAllConnections()),
  };
}

/** Everything that the page keeps, as text: storages, database, addresses. */
async function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const name = `atelier ${new URL(".", document.baseURI).pathname}`;
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const parts = [location.href, document.documentElement.outerHTML];
    parts.push(JSON.stringify(Object.entries(localStorage)), JSON.stringify(Object.entries(sessionStorage)));
    for (const store of database.objectStoreNames) {
      const values = await new Promise<unknown[]>((resolve) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
      });
      // What is encrypted is bytes: as text these would be a list of numbers.
      const asText = (_: string, value: unknown) =>
        value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value;
      parts.push(JSON.stringify(values, asText));
    }
    database.close();
    return parts.join("\n");
  });
}

test("a token stands nowhere in clear, remembered or not, and is gone after signing out", async ({
  page,
}) => {
  const token = course.server.token("ada");
  const [, secret = ""] = token.split(":");
  await withoutPython(page);
  for (const remember of [false, true]) {
    await page.goto(course.site.desk);
    if (remember) await page.getByLabel("Remember me on this device").check();
    await signInByToken(page, token);
    await openAndType(page, "Homework 1", `answer = ${remember ? 43 : 42}`);
    await submit(page);
    await expect(outcome(page)).toHaveAttribute("data-outcome", /submitted|waiting/);
    await page.keyboard.press("Escape");
    expect(await everythingKept(page)).not.toContain(secret);
    await page.reload();
    await expect(page.getByRole("button", { name: "Submit", exact: true })).toBeVisible();
    await page.goto(course.site.desk);
    await expect(page.getByText("Signed in as ada")).toBeVisible();
    for (const path of course.site.asked) expect(path).not.toContain(secret);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
});

test("a course with the same id and title elsewhere gets neither token nor draft", async ({ page }) => {
  const stranger = await startStranger((url) =>
    url.startsWith("/course.json")
      ? {
          body: JSON.stringify({
            format: "atelier-course",
            version: 1,
            id: "numerics",
            title: "Numerical methods",
            notebooks: [],
            transport: "https",
            https: { url: stranger.url },
            assignments: [{ name: "Homework 1", id: "hw1" }],
          }),
        }
      : url.startsWith("/assignments") && !url.includes("status")
        ? { body: JSON.stringify([{ name: "Homework 1", id: "hw1" }]) }
        : undefined,
  );
  try {
    await withoutPython(page);
    await page.goto(course.site.desk);
    await page.getByLabel("Remember me on this device").check();
    await signInByToken(page, course.server.token("ada"));
    await openAndType(page, "Homework 1", "secret_answer = 42");
    await expect(page.locator("[data-saved=saved]")).toBeVisible();

    const { host } = new URL(stranger.url);
    await page.goto(`${course.site.url}#/open?url=${encodeURIComponent(`${stranger.url}/course.json`)}`);
    await expect(page.getByRole("main")).toContainText(host);
    expect(stranger.heard).toEqual([]);
    await page.getByRole("button", { name: `Add from ${host}` }).click();
    await expect(page.getByRole("heading", { name: "Numerical methods" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(page.getByText(`Work is sent to ${host}`, { exact: false })).toBeVisible();
    await expectState(page, "hw1", "not-started");
    const [, secret = ""] = course.server.token("ada").split(":");
    for (const line of stranger.heard) {
      expect(line).not.toContain(secret);
      expect(line).not.toContain("secret_answer");
      expect(line.toLowerCase()).not.toContain("authorization");
    }
    // The course of this site is where it was.
    await page.goto(course.site.desk);
    await expect(page.getByText("Signed in as ada")).toBeVisible();
    await expectState(page, "hw1", "in-progress");
  } finally {
    await stranger.close();
  }
});

test("a course that names another server signs out, shows both, and asks", async ({ page }) => {
  const stranger = await startStranger(() => ({ body: "[]" }));
  try {
    await withoutPython(page);
    await page.goto(course.site.desk);
    await page.getByLabel("Remember me on this device").check();
    await signInByToken(page, course.server.token("ada"));
    await expect(rowOf(page, "hw1")).toBeVisible();
    await course.site.writeCourse({ transport: "https", https: { url: stranger.url } });
    await page.reload();
    const warning = page.getByRole("alert");
    await expect(warning).toContainText(course.server.url);
    await expect(warning).toContainText(stranger.url);
    expect(stranger.heard).toEqual([]);
    await warning.getByRole("button", { name: `Use ${stranger.url}` }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    expect(stranger.heard).toEqual([]);
    // Back again is a change as well.
    await course.site.writeCourse({ transport: "https", https: { url: course.server.url } });
    await page.reload();
    await expect(page.getByRole("alert")).toContainText(course.server.url);
  } finally {
    await stranger.close();
  }
});

test("a page around ours can press neither sign-in nor Submit nor Erase", async ({ page }) => {
  await course.site.write(
    "outer.html",
    '<iframe src="./#/c/numerics" width=900 height=900></iframe><iframe src="./#/settings" width=900 height=700></iframe>',
  );
  await withoutPython(page);
  await page.goto(`${course.site.url}outer.html`);
  const inner = page.frameLocator("iframe").first();
  await expect(inner.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(inner.getByLabel("Token", { exact: true })).toHaveCount(0);
  await expect(inner.getByRole("link", { name: "Open it in its own tab" })).toBeVisible();
  const settings = page.frameLocator("iframe").nth(1);
  await expect(settings.getByRole("heading", { name: "This device" })).toBeVisible();
  await expect(settings.getByRole("button", { name: /Erase/ })).toHaveCount(0);
});

const corpus = [
  "<img src=x onerror=\"document.title='broken'\">",
  "<script>document.title='broken'</script>",
  "\"'><svg onload=\"document.title='broken'\">",
  "javascript:document.title='broken'",
  "<iframe srcdoc=\"<script>parent.document.title='broken'</script>\"></iframe>",
  "{{constructor.constructor('document.title=1')()}}",
];

test("whatever a course and its server write is text", async ({ page }) => {
  const evil = corpus.join(" ");
  const stranger = await startStranger((url) => {
    if (url.includes("status")) {
      return { body: JSON.stringify({ status: "submitted", graded: true, grade: evil, feedback: evil }) };
    }
    return { body: JSON.stringify(corpus.map((name, index) => ({ name, id: `hw${index}` }))) };
  });
  try {
    await course.site.writeCourse({
      title: evil.slice(0, 190),
      description: evil,
      transport: "https",
      https: { url: stranger.url },
    });
    await withoutPython(page);
    await page.goto(`${course.site.url}#/`);
    await expect(page.getByText("onerror", { exact: false }).first()).toBeVisible();
    await page.goto(course.site.desk);
    await page.getByLabel("Token", { exact: true }).fill(course.server.token("ada"));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    for (const [index, name] of corpus.entries()) {
      await expect(rowOf(page, `hw${index}`).locator("th")).toHaveText(name);
    }
    await page
      .locator("[data-assignment=hw0]")
      .getByRole("button", { name: /^More about/ })
      .click();
    await page.getByRole("menuitem", { name: "Feedback", exact: true }).click();
    await expect(dialog(page)).toContainText("onerror");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Activity log" }).click();
    await expect(dialog(page)).toContainText("onload");
    expect(await page.title()).not.toBe("broken");
    expect(await page.locator("img[src=x], main iframe:not([sandbox])").count()).toBe(0);
  } finally {
    await stranger.close();
  }
});

test("Erase everything leaves nothing, and sends nothing", async ({ page }) => {
  await withoutPython(page);
  await page.goto(course.site.desk);
  await page.getByLabel("Remember me on this device").check();
  await signInByToken(page, course.server.token("ada"));
  await openAndType(page, "Homework 1", "answer = 42");
  await expect(page.locator("[data-saved=saved]")).toBeVisible();
  // The app starts anew afterwards and keeps its own parts again: only what stood there before can tell.
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await (await caches.open(name)).put("./old", new Response("old"));
  });
  await page.goto(`${course.site.url}#/settings`);
  await page.getByRole("button", { name: "Erase everything on this device" }).click();
  await page.getByRole("button", { name: "Erase everything", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Courses" })).toBeVisible();
  const settings = await page.evaluate(() => Object.keys(localStorage));
  expect(settings.filter((name) => name.startsWith("atelier "))).toEqual([]);
  expect(await page.evaluate(async () => (await caches.match("./old"))?.status)).toBeUndefined();
  await page.goto(course.site.desk);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(await everythingKept(page)).not.toContain("answer = 42");
  expect(await course.server.stored("hw1")).toEqual([]);
  expect(homework).toContain("answer = None");
});

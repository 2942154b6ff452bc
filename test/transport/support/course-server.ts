/** A running server of a course, our transport to it, and what its instructor does. */

import { digestOf } from "../../../src/core/digest.ts";
import type {
  Access,
  Outgoing,
  RemoteAssignment,
  RemoteFile,
} from "../../../src/core/submission/transport.ts";
import { createHttpsTransport } from "../../../src/transport/https/https-transport.ts";
import type { RunningMograder } from "../../support/mograder.ts";
import { makeCourse } from "./course-folder.ts";
import { required } from "./required.ts";

export const { signal } = new AbortController();

export type Start = (folder: string) => Promise<RunningMograder>;

export type CourseServer = Awaited<ReturnType<typeof openCourse>>;

/** On a new folder, which goes with `close`. */
export async function openCourse(start: Start) {
  const course = makeCourse();
  const { url, close } = await start(course.folder);
  const transport = createHttpsTransport({ kind: "https", url });
  /** With the token that is theirs, where there are tokens. */
  const as = (user: string): Access => ({ token: course.token(user), user, name: user });

  async function post(path: string, body: BodyInit): Promise<void> {
    const headers = { authorization: `Bearer ${course.token("__instructor__")}` };
    const response = await fetch(`${url}/assignments/${path}`, { method: "POST", headers, body });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  return {
    course,
    url,
    host: new URL(url).host,
    transport,
    as,
    async assignment(id: string): Promise<RemoteAssignment> {
      const found = required(await transport.list(as("anybody"), signal)).find((one) => one.id === id);
      if (found === undefined) throw new Error(`no ${id}`);
      return found;
    },
    async text(file: RemoteFile, user = "anybody"): Promise<string> {
      return required(await transport.file(as(user), file, signal)).text();
    },
    postGrades: (id: string, grades: readonly object[]) => post(`${id}/grades`, JSON.stringify({ grades })),
    postFeedback(id: string, pages: Readonly<Record<string, string>>) {
      const form = new FormData();
      // The routes keep one file of each field.
      for (const [name, html] of Object.entries(pages)) form.append(name, new Blob([html]), name);
      return post(`${id}/feedback`, form);
    },
    async close() {
      await close();
      course.remove();
    },
  };
}

export async function outgoing(text: string, filename = "hw1.py"): Promise<Outgoing> {
  return {
    filename,
    content: new Blob([text], { type: "text/x-python" }),
    digest: await digestOf(text),
    final: true,
    agreed: true,
  };
}

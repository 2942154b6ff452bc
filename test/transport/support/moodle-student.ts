/** What a student's page does with the transport for Moodle, for tests that run it in a browser. Values go as JSON. */
import { digestOf } from "../../../src/core/digest.ts";
import { deliver } from "../../../src/core/submission/deliver.ts";
import type { Access } from "../../../src/core/submission/transport.ts";
import { createMoodleTransport } from "../../../src/transport/moodle/moodle-transport.ts";
import { required } from "./required.ts";

const { signal } = new AbortController();
const at = (url: string) => createMoodleTransport({ kind: "moodle", url, course: 2 });

export const probe = (url: string) => at(url).probe(signal);
export const signIn = (url: string, password: string) => at(url).signIn("student1", password, signal);
export const list = (url: string, access: Access) => at(url).list(access, signal);
export const courses = (url: string, access: Access) => at(url).courses(access, signal);

/** Fetches the first file of the first assignment, submits `text`, and tells what came of it. */
export async function submit(url: string, access: Access, text: string) {
  const transport = at(url);
  const assignment = await firstAssignment(url, access);
  const [file] = assignment.files;
  const handedOut = file && (await required(await transport.file(access, file, signal)).text());
  const delivered = await deliver({
    transport,
    access,
    assignment,
    outgoing: {
      filename: "hw1.py",
      content: new Blob([text]),
      digest: await digestOf(text),
      final: true,
      agreed: true,
    },
    before: null,
    signal,
    remember: async () => undefined,
  });
  return { handedOut, delivered };
}

export async function grade(url: string, access: Access) {
  const transport = at(url);
  const assignment = await firstAssignment(url, access);
  const { grade } = required(await transport.status(access, assignment, null, signal));
  const files = await Promise.all(
    (grade?.files ?? []).map(async (file) => required(await transport.file(access, file, signal)).text()),
  );
  return { grade, files };
}

/** What comes of a request of the page's own: its status, or that the browser gave it up. */
export const send = (url: string, options: RequestInit) =>
  fetch(url, options).then(
    ({ status }) => status,
    () => "given up",
  );

async function firstAssignment(url: string, access: Access) {
  const [first] = required(await list(url, access));
  if (first === undefined) throw new Error("no assignment");
  return first;
}

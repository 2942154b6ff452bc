/** What a student's page does with the transport, for tests that run it in a browser. Values go in and out as JSON. */
import { digestOf } from "../../../src/core/digest.ts";
import { isFailure } from "../../../src/core/failure.ts";
import type { Access } from "../../../src/core/submission/transport.ts";
import { createHttpsTransport } from "../../../src/transport/https/https-transport.ts";
import { required } from "./required.ts";

const { signal } = new AbortController();
const at = (url: string) => createHttpsTransport({ kind: "https", url });

export const register = (url: string, user: string, code: string) => at(url).register(user, code, signal);
export const signIn = (url: string, token: string) => at(url).signIn(token, signal);
export const enter = (url: string, user: string) => at(url).enter(user, signal);
export const list = (url: string, access: Access) => at(url).list(access, signal);

/** Fetches what `hw1` hands out, submits `text`, and tells what the server has then. */
export async function submit(url: string, access: Access, text: string) {
  const transport = at(url);
  const hw1 = await findHomework(url, access);
  const [file] = hw1.files;
  if (file === undefined) throw new Error("hw1 hands out nothing");
  const handedOut = await required(await transport.file(access, file, signal)).text();
  const content = new Blob([text]);
  const outgoing = { filename: "hw1.py", content, digest: await digestOf(text), final: true, agreed: true };
  const sent = await transport.submit(access, hw1, outgoing, signal);
  return { handedOut, sent, status: await transport.status(access, hw1, outgoing, signal) };
}

export async function status(url: string, access: Access) {
  return at(url).status(access, await findHomework(url, access), null, signal);
}

/** The grade of `hw1`, and what came of fetching each file of feedback. */
export async function feedback(url: string, access: Access) {
  const transport = at(url);
  const { grade } = required(await status(url, access));
  const files = await Promise.all(
    (grade?.files ?? []).map(async (file) => {
      const fetched = await transport.file(access, file, signal);
      return isFailure(fetched) ? fetched.failure : fetched.text();
    }),
  );
  return { grade, files };
}

async function findHomework(url: string, access: Access) {
  const hw1 = required(await list(url, access)).find(({ id }) => id === "hw1");
  if (hw1 === undefined) throw new Error("no hw1");
  return hw1;
}

/** Adding courses from elsewhere, one card after another. */
import { expect, it } from "vitest";
import { createApp } from "../../../src/state/app.ts";
import { createFakeEnvironment, settle } from "../fake-environment.ts";

const card = (name: string) => `#/open?url=https://${name}.example/course.json`;

it("leaves what went wrong with one address behind with its card", async () => {
  const environment = createFakeEnvironment();
  const failure = { failure: "unreachable", host: "one.example" } as const;
  environment.courses.text = async () => failure;
  const app = createApp(environment);
  app.navigate(card("one"));
  await app.adding.addAddress("https://one.example/course.json");
  expect(app.adding.state.value).toEqual({ kind: "failed", failure });
  app.navigate(card("two"));
  expect(app.adding.state.value).toEqual({ kind: "idle" });
});

it("does not add what arrives after its card was left", async () => {
  const environment = createFakeEnvironment();
  const { text: read } = environment.courses;
  let arrive = (): void => {};
  const waiting = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  environment.courses.text = async (url, signal) => {
    await waiting;
    return read(url, signal);
  };
  const app = createApp(environment);
  app.navigate(card("one"));
  const adding = app.adding.addAddress("https://one.example/course.json");
  expect(app.adding.state.value.kind).toBe("reading");
  app.navigate("#/settings");
  arrive();
  await adding;
  await settle();
  expect(app.adding.state.value).toEqual({ kind: "idle" });
  expect(environment.address.hash).toBe("");
  expect(await environment.known.list()).toEqual([]);
});

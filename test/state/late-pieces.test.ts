import { expect, test, vi } from "vitest";
import { createLatePieces } from "../../src/state/session/late-pieces.ts";
import type { LatePieces } from "../../src/state/wall.ts";

const waiting: (() => void)[] = [];
const clock = {
  now: () => 0,
  after(_: number, action: () => void) {
    waiting.push(action);
    return () => {};
  },
};
const pack: LatePieces = { kind: "islands-lazy", lazy: new Blob(["pack"]) };

test("pieces are fetched once, and again after a failure, until nobody waits", async () => {
  const late = vi.fn(async (): Promise<LatePieces | { failure: "unreachable"; host: string }> => {
    return late.mock.calls.length < 3 ? { failure: "unreachable", host: "here.test" } : pack;
  });
  const aborter = new AbortController();
  const get = createLatePieces({ pieces: { late } as never, clock }, aborter.signal);
  const both = Promise.all([get("islands-lazy"), get("islands-lazy")]);
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  waiting.shift()?.();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  waiting.shift()?.();
  expect(await both).toEqual([pack, pack]);
  expect(late).toHaveBeenCalledTimes(3);
});

test("after the end nothing is fetched any more", async () => {
  const late = vi.fn(async () => ({ failure: "unreachable", host: "here.test" }) as const);
  const aborter = new AbortController();
  const get = createLatePieces({ pieces: { late } as never, clock }, aborter.signal);
  const got = get("python-files");
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  aborter.abort();
  waiting.shift()?.();
  expect(await got).toBeUndefined();
  expect(late).toHaveBeenCalledTimes(1);
});

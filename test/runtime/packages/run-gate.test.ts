import { expect, test } from "vitest";
import { createRunGate } from "../../../src/runtime/worker/run-gate.ts";

function signal() {
  let give = () => {};
  const promise = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { promise, resolve: () => give() };
}

test("what needs nothing goes on at once", () => {
  const done: string[] = [];
  const gate = createRunGate(() => {});
  gate.run(undefined, () => done.push("run"));
  gate.pass(() => done.push("request"));
  expect(done).toEqual(["run", "request"]);
});

test("requests keep their order, also behind a second run that waits", async () => {
  const done: string[] = [];
  const gate = createRunGate(() => {});
  const [first, second, last] = [signal(), signal(), signal()];
  const note = (name: string) => () => done.push(name);
  gate.run(first.promise, note("first"));
  gate.pass(() => gate.run(second.promise, note("second")));
  gate.pass(note("third"));
  gate.pass(() => {
    done.push("fourth");
    last.resolve();
  });
  expect(done).toEqual([]);
  first.resolve();
  await first.promise;
  expect(done).not.toContain("third");
  second.resolve();
  await last.promise;
  expect(done).toEqual(["first", "second", "third", "fourth"]);
});

test("a fault is told, and what waited goes on all the same", async () => {
  const faults: unknown[] = [];
  const gate = createRunGate((error) => faults.push(error));
  const after = signal();
  gate.run(Promise.reject(new Error("packages")), () => {
    throw new Error("run");
  });
  gate.pass(after.resolve);
  await after.promise;
  expect(faults.map(String)).toEqual(["Error: packages", "Error: run"]);
});

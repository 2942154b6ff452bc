import { expect, test } from "vitest";
import { CONSOLE_LIMIT, createConsoleRelay } from "../../src/runtime/console-relay.ts";

const print = (data: string, cell = "c", channel = "stdout") =>
  `{"op": "cell-op", "data": ${JSON.stringify({
    cell_id: cell,
    output: null,
    status: null,
    console: { channel, mimetype: "text/plain", data },
  })}}`;
const status = (value: string) =>
  `{"op": "cell-op", "data": ${JSON.stringify({ cell_id: "c", output: null, status: value, console: null })}}`;

function setUp() {
  const sent: { data: { cell_id: string; status: string | null; console: { data: string } | null } }[] = [];
  let now = 1_000;
  const relay = createConsoleRelay(
    (text) => sent.push(JSON.parse(text)),
    () => now,
  );
  return { sent, relay, wait: (ms: number) => (now += ms) };
}

test("a flood of prints becomes few messages, nothing lost, in order", () => {
  const { sent, relay, wait } = setUp();
  for (let line = 0; line < 1_000; line++) {
    relay(print(`${line}\n`));
    wait(1);
  }
  relay(status("idle"));
  const text = sent.map(({ data }) => data.console?.data ?? "").join("");
  expect(text).toBe(Array.from({ length: 1_000 }, (_, line) => `${line}\n`).join(""));
  expect(sent.length).toBeLessThan(20);
  expect(sent.at(-1)?.data.status).toBe("idle");
});

test("streams and cells are not mixed", () => {
  const { sent, relay } = setUp();
  for (const [data, cell, channel] of [
    ["a", "c", "stdout"],
    ["b", "c", "stderr"],
    ["d", "e", "stderr"],
  ] as const) {
    relay(print(data, cell, channel));
  }
  relay(status("idle"));
  expect(sent.map(({ data }) => data.console?.data)).toEqual(["a", "b", "d", undefined]);
});

test("one run's console is cut at the limit, with a line that says so; the next run starts anew", () => {
  const { sent, relay } = setUp();
  const chunk = "x".repeat(CONSOLE_LIMIT);
  relay(print(chunk));
  relay(print("more"));
  relay(print("even more"));
  relay(status("running"));
  relay(print("again"));
  relay(status("idle"));
  const texts = sent.map(({ data }) => data.console?.data ?? "").join("|");
  expect(texts).toContain("not shown");
  expect(texts).not.toContain("even more");
  expect(texts).toContain("again");
});

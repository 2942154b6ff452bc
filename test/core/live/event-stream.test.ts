/** Server-sent events, by the examples of the standard and however the network cuts them. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { createEventReader } from "../../../src/core/live/event-stream.ts";

const read = (...pieces: string[]) => {
  const reader = createEventReader(1_000);
  return pieces.flatMap((piece) => reader.push(piece)).map(({ name, data }) => [name, data]);
};

it("reads names, data of several lines, comments and fields without a space", () => {
  expect(read("event: room\ndata: {}\n\n")).toEqual([["room", "{}"]]);
  expect(read("data: YHOO\ndata: +2\ndata: 10\n\n")).toEqual([["message", "YHOO\n+2\n10"]]);
  expect(read(": test stream\n\ndata: first event\nid: 1\n\ndata:second\nid\n\ndata:  third\n\n")).toEqual([
    ["message", "first event"],
    ["message", "second"],
    ["message", " third"],
  ]);
  expect(read("data\n\ndata\ndata\n\ndata:")).toEqual([
    ["message", ""],
    ["message", "\n"],
  ]);
  expect(read("event: lonely\n\ndata: a:b\n\n")).toEqual([["message", "a:b"]]);
});

it("ends no event before its empty line, and keeps to all three line breaks", () => {
  expect(read("event: room\ndata: 1\n")).toEqual([]);
  expect(read("event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\r\nevent: c\ndata: 3\n\n")).toEqual([
    ["a", "1"],
    ["b", "2"],
    ["c", "3"],
  ]);
});

it("reads the same however the stream is cut", () => {
  const line = fc.constantFrom("data: x", "data:", "event: room", ": beat", "data: a: b", "", "retry: 3");
  const ending = fc.constantFrom("\n", "\r\n");
  fc.assert(
    fc.property(fc.array(fc.tuple(line, ending)), fc.array(fc.nat(200)), (lines, cuts) => {
      const text = `${lines.map((pair) => pair.join("")).join("")}data: end\n\n`;
      const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
      expect(read(...pieces)).toEqual(read(text));
    }),
  );
});

it("refuses to gather an event without end", () => {
  expect(() => read("data: ", "x".repeat(1_001))).toThrow(RangeError);
  expect(() => read(...Array.from({ length: 200 }, () => "data: 0123456789\n"))).toThrow(RangeError);
});

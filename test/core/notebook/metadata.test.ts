import { expect, it } from "vitest";
import { readMetadata, readReleaseNotes } from "../../../src/core/notebook/metadata.ts";
import { around, fixture, notebook } from "./fixtures.ts";

function withBlock(...lines: string[]): ReturnType<typeof notebook> {
  return notebook(
    ["# licence", "# /// script", ...lines.map((line) => `# ${line}`), "# ///", around("")].join("\n"),
  );
}

it("reads dependencies, Python's version and the tools' tables", () => {
  const metadata = readMetadata(notebook(fixture("every-form")));
  expect(metadata).toMatchObject({
    dependencies: ["marimo", "numpy>=2"],
    requiresPython: ">=3.12",
    mograder: { assignment: "forms", weights: [1, 2.5] },
    workshop: { exercises: { q1: { release: "manual", opens: "2026-11-21T09:00:00.000Z" } } },
  });
});

it("reads a block with Windows line breaks", () => {
  const source = fixture("every-form").replaceAll("\n", "\r\n");
  expect(readMetadata(notebook(source))).toMatchObject({ dependencies: ["marimo", "numpy>=2"] });
});

it("is empty without a block", () => {
  const empty = { dependencies: [], requiresPython: null, mograder: {}, workshop: {}, all: {} };
  expect(readMetadata(notebook(around("")))).toEqual(empty);
  expect(readMetadata(notebook(`# /// script\n# a = 1\n${around("")}`))).toEqual(empty);
});

it("names the line of wrong TOML", () => {
  expect(readMetadata(withBlock("a = 1", "b = = 2"))).toEqual({ failure: "metadata-syntax", line: 4 });
  expect(readMetadata(withBlock("a = 1", "dependencies = 3"))).toEqual({
    failure: "metadata-syntax",
    line: 4,
  });
  expect(readMetadata(withBlock("requires-python = 3"))).toEqual({ failure: "metadata-syntax", line: 3 });
});

it("refuses a second block, as PEP 723 demands", () => {
  const block = "# /// script\n# a = 1\n# ///\n\n";
  expect(readMetadata(notebook(block + block + around("")))).toEqual({ failure: "metadata-syntax", line: 5 });
});

it("reads what mograder noted when it released the notebook", () => {
  expect(readReleaseNotes(notebook(fixture("assignment")))).toEqual({
    assignment: "hw1",
    cellHashes: ["ff18443f", "6f11581d"],
    hasHiddenTests: true,
    type: "assignment",
  });
  const lecture = withBlock('mograder-type = "lecture"');
  expect(readReleaseNotes(lecture)).toMatchObject({ assignment: null, cellHashes: [], type: "lecture" });
});

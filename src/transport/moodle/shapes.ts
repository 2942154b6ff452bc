/** Shapes that many of Moodle's answers have. Members that we do not need are left out. */
import * as v from "valibot";
import type { RemoteFile } from "../../core/submission/transport.ts";

/** Some numbers come as texts: `"87.50000"`. */
export const number = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite());

/** 0, 1, true or false. */
export const truth = v.pipe(
  v.union([v.boolean(), v.number()]),
  v.transform((value) => value === true || value === 1),
);

/** Seconds since 1970, 0 for none; becomes milliseconds, null for none. */
export const time = v.pipe(
  v.optional(v.nullable(number), null),
  v.transform((seconds) => (seconds === null || seconds <= 0 ? null : seconds * 1_000)),
);

export const file = v.object({
  filename: v.string(),
  filepath: v.optional(v.nullable(v.string()), "/"),
  filesize: v.optional(v.nullable(number), null),
  fileurl: v.string(),
});

export type MoodleFile = v.InferOutput<typeof file>;

export function remoteFile({ filename, fileurl, filesize }: MoodleFile): RemoteFile {
  return { name: filename, url: fileurl, bytes: filesize };
}

/** Of a submission or of feedback: what its files and its texts are. */
const plugin = v.object({
  type: v.string(),
  fileareas: v.optional(v.array(v.object({ area: v.string(), files: v.optional(v.array(file), []) })), []),
  editorfields: v.optional(v.array(v.object({ name: v.string(), text: v.string(), format: number })), []),
});

export const plugins = v.optional(v.array(plugin), []);
export type Plugins = v.InferOutput<typeof plugins>;

export function filesOf(all: Plugins, type: string, area: string): readonly MoodleFile[] {
  return all
    .filter((each) => each.type === type)
    .flatMap(({ fileareas }) => fileareas)
    .filter((each) => each.area === area)
    .flatMap(({ files }) => files);
}

/** `format` is Moodle's: 0 its own, 1 HTML, 2 plain, 4 Markdown. */
export function textOf(
  all: Plugins,
  type: string,
): { readonly text: string; readonly format: number } | undefined {
  return all.find((each) => each.type === type)?.editorfields[0];
}

/** With complaints: `item` is what the person may want to read. */
export const warnings = v.array(
  v.object({
    item: v.optional(v.string(), ""),
    itemid: v.optional(v.nullable(number), null),
    warningcode: v.string(),
  }),
);
export type Warnings = v.InferOutput<typeof warnings>;

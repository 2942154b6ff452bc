/**
 * A backup of everything that is kept, as a ZIP file: an `index.json` that says what is what, and every text as a file
 * of its own, so that a person can use it without Atelier.
 */
import { strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import * as v from "valibot";
import { readKeptReport } from "../checks/kept-report.ts";
import type { KeptReport } from "../checks/report.ts";
import { digestOf } from "../digest.ts";
import type { BackupFailure } from "./failure.ts";

export interface BackupNotebook {
  /** The course's config URL; "local:" for notebooks that were opened by hand. */
  readonly course: string;
  readonly notebook: string;
  readonly title: string;
  readonly filename: string;
  readonly source: string;
  /** The handed-out text that it began from. */
  readonly original: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Earlier texts, oldest first; `reason` is a word of the app's own. */
  readonly versions: readonly BackupVersion[];
  /** The last validation report. */
  readonly report: KeptReport | null;
}

export interface BackupVersion {
  readonly at: number;
  readonly reason: string;
  readonly source: string;
}

const FORMAT = "atelier-backup";
const VERSION = 1;
const INDEX = "index.json";

/** Unpacked, so that a small file cannot fill the memory. */
const MOST_BYTES = 500_000_000;
const MOST_FILES = 100_000;

const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const name = v.pipe(v.string(), v.maxLength(2_000));

/** A text: its path in the ZIP file and its SHA-256, for ZIP readers do not notice every damage. */
const entry = v.object({ path: name, sha256: name });

const headSchema = v.object({ format: v.literal(FORMAT), version: v.number() });

const indexSchema = v.object({
  /** SHA-256 of `notebooks` as JSON without spaces. */
  sha256: name,
  notebooks: v.array(
    v.object({
      course: name,
      notebook: name,
      title: name,
      filename: name,
      savedAt: moment,
      source: entry,
      original: entry,
      versions: v.array(v.object({ at: moment, reason: name, source: entry })),
      report: v.nullable(entry),
    }),
  ),
});
type Entry = v.InferOutput<typeof entry>;
type Listed = v.InferOutput<typeof indexSchema>["notebooks"][number];

/** The bytes of the ZIP file. @param at the time that its files get, in milliseconds since 1970. */
export async function packBackup(notebooks: readonly BackupNotebook[], at: number): Promise<Uint8Array> {
  const files: Zippable = {};
  const put = async (path: string, text: string): Promise<Entry> => {
    files[path] = strToU8(text);
    return { path, sha256: await digestOf(text) };
  };
  const listed: Listed[] = [];
  for (const [index, notebook] of notebooks.entries()) {
    listed.push(await listNotebook(`notebooks/${numbered(index, 3)}`, notebook, put));
  }
  const sha256 = await digestOf(JSON.stringify(listed));
  const head = { format: FORMAT, version: VERSION };
  await put(INDEX, JSON.stringify({ ...head, sha256, notebooks: listed }, null, 2));
  // ZIP knows no times before 1980.
  return zipSync(files, { level: 6, mtime: Math.max(at, Date.UTC(1980, 0, 2)) });
}

async function listNotebook(
  folder: string,
  { course, notebook, title, filename, savedAt, source, original, versions, report }: BackupNotebook,
  put: (path: string, text: string) => Promise<Entry>,
): Promise<Listed> {
  const file = plainName(filename);
  const history: Listed["versions"] = [];
  for (const [index, version] of versions.entries()) {
    const { at, reason } = version;
    history.push({
      at,
      reason,
      source: await put(`${folder}/history/${numbered(index, 4)}.py`, version.source),
    });
  }
  return {
    course,
    notebook,
    title,
    filename,
    savedAt,
    source: await put(`${folder}/${file}`, source),
    original: await put(`${folder}/as-handed-out/${file}`, original),
    versions: history,
    report: report && (await put(`${folder}/report/report.json`, JSON.stringify(report))),
  };
}

/** What the ZIP file holds, all of it checked: a file that is damaged anywhere gives a failure and nothing else. */
export async function readBackup(bytes: Uint8Array): Promise<readonly BackupNotebook[] | BackupFailure> {
  try {
    const files = unzip(bytes);
    const index: unknown = JSON.parse(decode(files[INDEX]));
    if (v.parse(headSchema, index).version > VERSION) return { failure: "backup-too-new" };
    const { sha256, notebooks } = v.parse(indexSchema, index);
    if ((await digestOf(JSON.stringify(notebooks))) !== sha256) return { failure: "backup-unreadable" };
    const text = async (wanted: Entry): Promise<string> => {
      const found = decode(files[wanted.path]);
      if ((await digestOf(found)) !== wanted.sha256) throw new Error("A text is damaged");
      return found;
    };
    return await Promise.all(notebooks.map((listed) => readNotebook(listed, text)));
  } catch {
    return { failure: "backup-unreadable" };
  }
}

async function readNotebook(
  listed: Listed,
  text: (wanted: Entry) => Promise<string>,
): Promise<BackupNotebook> {
  const { source, original, versions, report } = listed;
  return {
    ...listed,
    source: await text(source),
    original: await text(original),
    versions: await Promise.all(
      versions.map(async (version) => ({ ...version, source: await text(version.source) })),
    ),
    report: report === null ? null : (readKeptReport(JSON.parse(await text(report))) ?? null),
  };
}

function decode(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) throw new Error("A file is missing");
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function numbered(index: number, digits: number): string {
  return String(index + 1).padStart(digits, "0");
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  let count = 0;
  return unzipSync(bytes, {
    filter({ originalSize }) {
      total += originalSize;
      count++;
      if (total > MOST_BYTES || count > MOST_FILES) throw new Error("The backup is too large");
      return true;
    },
  });
}

/** A name that stays inside its folder wherever it is unpacked. */
function plainName(filename: string): string {
  const plain = filename.replace(/[^\p{L}\p{N}._ -]+/gu, "_").replace(/^\.+/, "_");
  return plain === "" ? "notebook.py" : plain;
}

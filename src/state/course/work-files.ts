/** The student's work as files: what is sent, what is downloaded, what a reset goes back to. */
import type { Course } from "../../core/course/course.ts";
import { workFilename } from "../../core/course/work-filename.ts";
import { isFailure } from "../../core/failure.ts";
import type { ShellFailure } from "../failure.ts";
import { cleanName } from "../outside.ts";
import type { NamedBlob } from "../wall.ts";
import type { LocalWorks } from "./local-work.ts";
import type { CoursePorts } from "./ports.ts";
import type { DeskRow } from "./rows.ts";

export interface WorkText {
  readonly filename: string;
  readonly source: string;
  /** As it was handed out: the student has written nothing into it, at least not here. */
  readonly isUntouched: boolean;
}

export interface WorkFiles {
  /** What is typed and kept, to the last letter; undefined when nothing of it is here. */
  text(row: DeskRow): Promise<WorkText | ShellFailure | undefined>;
  /** The notebook as one file, or with its data files as a ZIP. */
  bundle(row: DeskRow): Promise<NamedBlob | ShellFailure | undefined>;
  /** As it was handed out last; without the network as it is known here. */
  original(row: DeskRow): Promise<string | undefined>;
}

export interface WorkFilesParts {
  readonly ports: Pick<CoursePorts, "courses">;
  readonly course: Course;
  readonly works: LocalWorks;
  /** The text of a notebook that is open at this moment. */
  openText(notebook: string): Promise<WorkText> | undefined;
  readonly signal: AbortSignal;
}

export function createWorkFiles({ ports, course, works, openText, signal }: WorkFilesParts): WorkFiles {
  const published = (row: DeskRow) => course.notebooks.find(({ id }) => id === row.notebook);
  const nameOf = ({ notebook }: DeskRow): string => {
    const handedOut = works.all.value.get(notebook)?.handout?.files[0]?.name ?? null;
    return cleanName(workFilename(course, notebook, handedOut));
  };
  const bytes = (url: string) => ports.courses.bytes(url, signal);

  async function handedOut(row: DeskRow): Promise<WorkText | ShellFailure | undefined> {
    const kept = works.all.value.get(row.notebook)?.handout?.files[0];
    if (kept !== undefined)
      return { filename: nameOf(row), source: await kept.blob.text(), isUntouched: true };
    const notebook = published(row);
    if (notebook === undefined) return undefined;
    const blob = await bytes(notebook.url);
    return isFailure(blob)
      ? blob
      : {
          filename: nameOf(row),
          source: await blob.text(),
          isUntouched: true,
        };
  }

  async function text(row: DeskRow): Promise<WorkText | ShellFailure | undefined> {
    const open = openText(row.notebook);
    if (open !== undefined) return open;
    const draft = works.all.value.get(row.notebook)?.draft;
    if (!draft) return handedOut(row);
    const { source, original } = draft;
    return { filename: nameOf(row), source, isUntouched: source === original };
  }

  async function dataFiles(row: DeskRow): Promise<readonly NamedBlob[] | ShellFailure> {
    const kept = works.all.value.get(row.notebook)?.handout;
    if (kept) return kept.files.slice(1);
    const files: NamedBlob[] = [];
    for (const { name, url } of published(row)?.files ?? []) {
      const blob = await bytes(url);
      if (isFailure(blob)) return blob;
      files.push({ name: cleanName(name), blob });
    }
    return files;
  }

  return {
    text,
    async bundle(row) {
      const [work, data] = await Promise.all([text(row), dataFiles(row)]);
      if (work === undefined || isFailure(work)) return work;
      const notebook = { name: work.filename, blob: new Blob([work.source], { type: "text/x-python" }) };
      // Without the network the work itself is what matters.
      if (isFailure(data) || data.length === 0) return notebook;
      return { name: work.filename.replace(/\.py$/, ".zip"), blob: await zip([notebook, ...data]) };
    },
    async original(row) {
      const fresh = await handedOut(row);
      if (fresh !== undefined && !isFailure(fresh)) return fresh.source;
      return works.all.value.get(row.notebook)?.draft?.original;
    },
  };
}

async function zip(files: readonly NamedBlob[]): Promise<Blob> {
  const { packWork } = await import("../../core/submission/bundle.ts");
  const read = files.map(async ({ name, blob }) => ({
    name,
    bytes: new Uint8Array(await blob.arrayBuffer()),
  }));
  const packed = packWork(await Promise.all(read));
  return new Blob([new Uint8Array(packed)], { type: "application/zip" });
}

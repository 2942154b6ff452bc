import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { hasSolutions } from "../../src/core/grading/strip.ts";
import { workshopWords } from "../../src/words/workshop.ts";
import { answerVariables, readAnswers } from "../answers.ts";
import type { AuditedWorkshop } from "../audit/audit.ts";
import { auditSite, auditSummary, knownSecrets, refuseFindings } from "../audit/audit-site.ts";
import type { FileChange } from "../changes.ts";
import { appChanges, courseChanges, courseWith, dataChanges } from "../course-files.ts";
import type { Effects } from "../effects.ts";
import { inputError } from "../error.ts";
import { refusePublicSecrets } from "../git.ts";
import { findPlace, type Place } from "../place.ts";
import { shown } from "../read.ts";
import type { SealedSource } from "../seal-source.ts";
import { readSite } from "../site.ts";
import { readSources, type Source } from "../source.ts";
import { requirePassed, requireWaiting, runSolved } from "../validate.ts";
import { listWritten, write } from "../write.ts";
import { type EncryptOptions, sealAloud, summary, unlockList } from "./encrypt.ts";

export interface ExportOptions extends EncryptOptions {
  /** Where attendees' pages fetch released keys instead of from the site. */
  readonly keysUrl?: string | undefined;
  /** Where the site will be, for the links that are printed. */
  readonly base?: string | undefined;
  /** False: run nothing that need not be run. */
  readonly validate?: boolean | undefined;
  readonly repositoryIsPrivate?: boolean | undefined;
}

/** The whole static site. Everything is checked, and the site as it will be is audited, before a file is written. */
export async function exportSite(
  inputs: readonly string[],
  options: ExportOptions,
  effects: Effects,
): Promise<void> {
  const place = await findPlace(
    inputs[0] ?? ".",
    { site: options.output, private: options.private },
    effects,
  );
  const sources = await readSources(
    await findNotebooks(inputs, effects),
    unlockList(options.unlock),
    effects,
  );
  await refusePublicSecrets(place, options.repositoryIsPrivate ?? false, effects);
  const app = await appChanges(place.site, effects);
  const course = courseWith(place, sources, options.keysUrl);
  const sealed: SealedSource[] = [];
  for (const source of sources) sealed.push(await sealChecked(source, place, options, effects));
  const data = await Promise.all(sources.map((source) => dataChanges(source, place)));
  const changes: FileChange[] = [
    ...sealed.flatMap((one) => one.changes),
    ...app,
    ...data.flat(),
    ...(await courseChanges(place.site, course)),
  ];
  const workshops = await auditedWorkshops(place, sealed, effects);
  const report = await auditSite({ site: place.site, changes, workshops, sources }, effects);
  refuseFindings(report);
  const written = await write(changes, options, effects);
  if (options.json) {
    const { dryRun = false } = options;
    const notebooks = sealed.map(summary);
    effects.print(JSON.stringify({ dryRun, course: course.id, notebooks, written, audit: report }, null, 2));
    return;
  }
  const own = new Set(app.map(({ path }) => shown(path, effects.cwd)));
  effects.print(
    listWritten(
      written.filter(({ file }) => !own.has(file)),
      options.dryRun,
    ),
  );
  effects.print(auditSummary(report, sources.length));
  for (const { id } of sources) effects.print(`${linkBase(options.base)}#/c/${course.id}/${id}`);
}

/** A folder stands for the solved notebooks in it, or in its folder `source`. */
async function findNotebooks(inputs: readonly string[], effects: Effects): Promise<string[]> {
  const notebooks: string[] = [];
  for (const input of inputs) {
    const path = resolve(effects.cwd, input);
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
    notebooks.push(...(isFolder ? await solvedIn(path, effects) : [input]));
  }
  return notebooks;
}

async function solvedIn(folder: string, { cwd, tell }: Effects): Promise<string[]> {
  for (const place of [join(folder, "source"), folder]) {
    const names = (await readdir(place).catch(() => [])).filter((name) => name.endsWith(".py")).sort();
    const solved: string[] = [];
    for (const name of names) {
      const path = join(place, name);
      if (hasSolutions(await readFile(path, "utf8"))) solved.push(path);
      else tell(workshopWords.skipped(shown(path, cwd)));
    }
    if (solved.length > 0) return solved;
  }
  throw inputError(workshopWords.noCourse, shown(folder, cwd));
}

async function sealChecked(
  source: Source,
  place: Place,
  options: ExportOptions,
  effects: Effects,
): Promise<SealedSource> {
  const validate = options.validate ?? true;
  let answers: ReadonlyMap<string, readonly string[]> = new Map();
  if (validate || answerVariables(source).length > 0) {
    const result = await runSolved(source, effects);
    if (validate) requirePassed(source, result);
    answers = await readAnswers(source, result.values, options.allowGuessable ?? false);
  }
  const sealed = await sealAloud(source, place, answers, options.newKeys ?? false, effects);
  if (validate) await requireWaiting(source, effects);
  return sealed;
}

/** Those that are exported now, as they will be, and those that are on the site already. */
async function auditedWorkshops(
  place: Place,
  sealed: readonly SealedSource[],
  { cwd }: Effects,
): Promise<AuditedWorkshop[]> {
  const now = await Promise.all(
    sealed.map(async ({ source, sealed, released, secrets }) => {
      const before = await knownSecrets(join(place.private, source.id), cwd).catch(() => []);
      return { id: source.id, sealed, released, secrets: [secrets, ...before] };
    }),
  );
  const others = (await readSite(place.site, cwd)).filter(({ id }) => !now.some((one) => one.id === id));
  const there = await Promise.all(
    others.map(async ({ id, sealed, released }) => {
      return { id, sealed, released, secrets: await knownSecrets(join(place.private, id), cwd) };
    }),
  );
  return [...now, ...there];
}

function linkBase(base: string | undefined): string {
  if (base === undefined) return "./";
  return base.endsWith("/") ? base : `${base}/`;
}

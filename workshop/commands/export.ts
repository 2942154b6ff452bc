import { join } from "node:path";
import { hasSolutions } from "../../src/core/grading/strip.ts";
import { answerVariables, readAnswers } from "../answers.ts";
import { appChanges } from "../app-files.ts";
import type { AuditedWorkshop, AuditReport } from "../audit/audit.ts";
import { auditSite, auditSummary, knownSecrets, refuseExport } from "../audit/audit-site.ts";
import type { FileChange } from "../changes.ts";
import { configWarnings } from "../config-warnings.ts";
import { courseChanges, courseWith, dataChanges } from "../course-files.ts";
import type { Effects } from "../effects.ts";
import { refusePublicSecrets, warnUnignored } from "../git.ts";
import { handOut } from "../hand-out.ts";
import { findNotebooks } from "../notebook-names.ts";
import { findPlace, type Place } from "../place.ts";
import { shown } from "../read.ts";
import type { SealedSource } from "../seal-source.ts";
import { readSite, refuseOtherCourse } from "../site.ts";
import { readSources, type Source } from "../source.ts";
import { requirePassed, requireWaiting, runSolved, type Warning } from "../validate.ts";
import { listWritten, type Written, write } from "../write.ts";
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
  const folders = { site: options.output, private: options.private };
  const place = await findPlace(inputs[0] ?? ".", folders, effects);
  const warnings: Warning[] = configWarnings(place).map((message) => ({ message }));
  for (const { message } of warnings) effects.tell(message);
  const notebooks = await findNotebooks(inputs, effects);
  const unlock = unlockList(options.unlock);
  const sources = await readSources(notebooks, { unlock, anyKind: true }, effects);
  const ids = sources.map(({ id }) => id);
  const workshopSources = sources.filter(({ kind }) => kind === "workshop");
  await refusePublicSecrets(place, options.repositoryIsPrivate ?? false, effects);
  const secretPaths = workshopSources.map(({ id }) => join(place.private, id, "keys_all.json"));
  const solved = sources.filter(({ text }) => hasSolutions(text)).map(({ path }) => path);
  await warnUnignored([...secretPaths, ...solved], effects);
  await refuseOtherCourse(place, ids, effects);
  const app = await appChanges(place.site, effects);
  const course = courseWith(place, sources, options.keysUrl);
  const sealed: SealedSource[] = [];
  for (const source of workshopSources) {
    const checked = await sealChecked(source, place, options, effects);
    sealed.push(checked.sealed);
    warnings.push(...checked.warnings);
  }
  const own: FileChange[] = sealed.flatMap(({ changes }) => changes);
  const seconds = (options.validate ?? true) ? options.timeout : null;
  for (const source of sources) {
    if (source.kind !== "workshop") own.push(...(await handOut(source, place, seconds, effects)));
    own.push(...(await dataChanges(source, place)));
  }
  own.push(...(await courseChanges(place.site, course)));
  const changes = [...own, ...app.changes];
  const workshops = await auditedWorkshops(place, sealed, effects);
  const audit = await auditSite({ site: place.site, app: app.files, changes, workshops, sources }, effects);
  refuseExport(audit, { site: place.site, changes }, effects);
  const written = await write(changes, options, effects);
  const done = { course: course.id, sources, sealed, warnings, written, audit, app: app.changes };
  report(done, options, effects);
}

interface Exported {
  readonly course: string;
  readonly sources: readonly Source[];
  readonly sealed: readonly SealedSource[];
  readonly warnings: readonly Warning[];
  readonly written: Written;
  readonly audit: AuditReport;
  readonly app: readonly FileChange[];
}

function report(
  { course, sources, sealed, warnings, written, audit, app }: Exported,
  options: ExportOptions,
  effects: Effects,
): void {
  const { dryRun = false, base } = options;
  if (options.json) {
    const notebooks = sources.map(({ id, kind }) => {
      const found = sealed.find(({ source }) => source.id === id);
      return { kind, ...(found ? summary(found) : { notebook: id, exercises: [] }) };
    });
    effects.print(JSON.stringify({ dryRun, course, notebooks, warnings, written, audit }, null, 2));
    return;
  }
  // Hundreds of files that are always the same would hide the few that matter.
  const ofApp = new Set(app.map(({ path }) => shown(path, effects.cwd)));
  const own = written.filter(({ file }) => !ofApp.has(file));
  effects.print(listWritten(own, dryRun));
  effects.print(auditSummary(audit, sources.length));
  for (const { id } of sources) effects.print(`${linkBase(base)}#/c/${course}/${id}`);
}

async function sealChecked(
  source: Source,
  place: Place,
  options: ExportOptions,
  effects: Effects,
): Promise<{ sealed: SealedSource; warnings: readonly Warning[] }> {
  const validate = options.validate ?? true;
  let answers: ReadonlyMap<string, readonly string[]> = new Map();
  if (validate || answerVariables(source).length > 0) {
    const result = await runSolved(source, options.timeout, effects);
    if (validate) requirePassed(source, result);
    answers = await readAnswers(source, result.values, options.allowGuessable ?? false);
  }
  const sealed = await sealAloud(source, place, answers, options.newKeys ?? false, effects);
  return { sealed, warnings: validate ? await requireWaiting(source, options.timeout, effects) : [] };
}

/** Those that are exported now, as they will be, and those that are on the site already. */
async function auditedWorkshops(
  place: Place,
  sealed: readonly SealedSource[],
  { cwd }: Effects,
): Promise<AuditedWorkshop[]> {
  const now = await Promise.all(
    sealed.map(async ({ source, sealed, released, secrets }) => {
      // With --new-keys those of before may be the damaged ones that were given up.
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

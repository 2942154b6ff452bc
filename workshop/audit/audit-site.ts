/** The self-audit with what it needs from the disk. */
import { join } from "node:path";
import { workshopWords } from "../../src/words/workshop.ts";
import { type AppFiles, isAppFile } from "../app-files.ts";
import type { FileChange } from "../changes.ts";
import type { Effects } from "../effects.ts";
import { CliError, place } from "../error.ts";
import { readPreviousSecrets, readSecrets, type Secrets } from "../private.ts";
import { shown } from "../read.ts";
import { type AuditedWorkshop, type AuditReport, audit } from "./audit.ts";
import type { SolvedNotebook } from "./secrets.ts";
import { siteFiles } from "./site-files.ts";

export interface SiteAudit {
  readonly site: string;
  readonly app: AppFiles;
  /** What is about to be written. */
  readonly changes: readonly FileChange[];
  readonly workshops: readonly AuditedWorkshop[];
  readonly sources: readonly SolvedNotebook[];
}

export async function auditSite(
  { site, app, changes, workshops, sources }: SiteAudit,
  { crypto, signal, tell }: Effects,
): Promise<AuditReport> {
  tell(workshopWords.auditing);
  const files = await siteFiles(site, changes);
  const isApp = (path: string, bytes: Uint8Array) => isAppFile(app, path, bytes);
  return audit({ files, workshops, sources, isApp, crypto, signal });
}

/** The secrets on disk, and those of the version before; none when the folder is not at hand. */
export async function knownSecrets(folder: string, cwd: string): Promise<readonly Secrets[]> {
  const now = await readSecrets(folder, cwd);
  if (now === undefined || now === "half") return [];
  return [now, await readPreviousSecrets(folder, now)];
}

/** Ends the command when anything was found: every file with what is in it. */
export function refuseFindings({ findings }: AuditReport): void {
  if (findings.length > 0)
    throw new CliError(1, findings.map(({ file, what }) => `${file}: ${what}`).join("\n"));
}

/** As {@link refuseFindings} before anything is written: a copied file is told by where its author has it. */
export function refuseExport(
  { findings }: AuditReport,
  { site, changes }: Pick<SiteAudit, "site" | "changes">,
  { cwd }: Effects,
): void {
  if (findings.length === 0) return;
  const files = [...new Set(findings.map(({ file }) => file))];
  const lines = files.flatMap((file) => {
    const found = findings.filter((finding) => finding.file === file).map(({ what }) => what);
    const content = changes.find(({ path }) => path === join(site, file))?.content;
    if (typeof content !== "object" || !("copyOf" in content)) return found.map((what) => `${file}: ${what}`);
    return place(shown(content.copyOf, cwd)) + workshopWords.copyLeaks(file, found);
  });
  throw new CliError(1, [...lines, workshopWords.nothingExported].join("\n"));
}

/** What was looked for, and what could not be: a clean audit is worth no more than this. */
export function auditSummary(report: AuditReport, sources: number): string {
  const { files, appFiles, tellingLines, uncheckedLines, secrets, openGates, sessionGates, withoutSecrets } =
    report;
  const lines = [
    `Audit: ${report.findings.length === 0 ? "nothing found" : `${report.findings.length} found`} in ${files} files (${appFiles} of them the app's own, as they came).`,
    sources > 0
      ? `  ${tellingLines} solution lines looked for; ${uncheckedLines} are too short or stand in a notebook anyway.`
      : "  Solution lines were not looked for: say where the solved notebooks are with --source.",
    `  ${secrets} keys and words looked for, and every key tried on every other exercise.`,
  ];
  if (withoutSecrets.length > 0)
    lines.push(`  No private files for ${withoutSecrets.join(", ")}: say where with --private.`);
  if (openGates.length > 0)
    lines.push(`  Readable by anyone with this site, by your choice of "checks": ${openGates.join(", ")}.`);
  if (sessionGates.length > 0)
    lines.push(
      `  Readable by anyone with the session's words, by your choice of "checks": ${sessionGates.join(", ")}.`,
    );
  return lines.join("\n");
}

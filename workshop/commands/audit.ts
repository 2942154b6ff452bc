import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { hasSolutions } from "../../src/core/grading/strip.ts";
import { readAppFiles } from "../app-files.ts";
import type { AuditedWorkshop } from "../audit/audit.ts";
import { auditSite, auditSummary, knownSecrets, refuseFindings } from "../audit/audit-site.ts";
import type { Effects } from "../effects.ts";
import { isMissing } from "../error.ts";
import { refusePublicSecrets } from "../git.ts";
import { findPlace } from "../place.ts";
import { shown } from "../read.ts";
import { requireSite } from "../site.ts";

export interface AuditOptions {
  readonly private?: string | undefined;
  /** Folder of the solved notebooks, or one of them. */
  readonly source?: string | undefined;
  readonly repositoryIsPrivate?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Looks for solutions and keys in a published folder. Findings are the input's fault (exit code 1). */
export async function auditCommand(
  site: string | undefined,
  options: AuditOptions,
  effects: Effects,
): Promise<void> {
  const place = await findPlace(site ?? ".", { site, private: options.private }, effects);
  await refusePublicSecrets(place, options.repositoryIsPrivate ?? false, effects);
  const workshops: AuditedWorkshop[] = [];
  for (const { id, sealed, released } of await requireSite(place.site, effects.cwd)) {
    workshops.push({
      id,
      sealed,
      released,
      secrets: await knownSecrets(join(place.private, id), effects.cwd),
    });
  }
  const folder =
    options.source === undefined ? join(place.root, "source") : resolve(effects.cwd, options.source);
  const sources = await readSolved(folder, effects.cwd);
  const app = await readAppFiles(place.site);
  const report = await auditSite({ site: place.site, app, changes: [], workshops, sources }, effects);
  effects.print(options.json ? JSON.stringify(report, null, 2) : auditSummary(report, sources.length));
  refuseFindings(report);
}

async function readSolved(path: string, cwd: string): Promise<{ file: string; text: string }[]> {
  const solved: { file: string; text: string }[] = [];
  for (const file of await pythonFiles(path)) {
    const text = await readFile(file, "utf8");
    if (hasSolutions(text)) solved.push({ file: shown(file, cwd), text });
  }
  return solved;
}

async function pythonFiles(path: string): Promise<string[]> {
  if (path.endsWith(".py")) return [path];
  try {
    return (await readdir(path)).filter((name) => name.endsWith(".py")).map((name) => join(path, name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

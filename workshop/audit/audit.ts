/** The self-audit: what a published folder gives away. */
import { hasSolutions } from "../../src/core/grading/strip.ts";
import type { SolutionCrypto } from "../../src/core/solutions/crypto.ts";
import { locksOf, type Strength } from "../../src/core/solutions/locks.ts";
import type { ReleasedKeys } from "../../src/core/solutions/release.ts";
import type { Sealed } from "../../src/core/solutions/sealed.ts";
import type { Secrets } from "../private.ts";
import { findStrayKeys } from "./keys.ts";
import { membersOf } from "./members.ts";
import { createSearch, type Search } from "./search.ts";
import { collapseInside, type SolvedNotebook, secretNeedles, tellingLines } from "./secrets.ts";

export interface PublicFile {
  /** Relative to the site, with slashes. */
  readonly path: string;
  read(): Promise<Uint8Array>;
}

export interface AuditedWorkshop {
  readonly id: string;
  readonly sealed: Sealed;
  readonly released: ReleasedKeys;
  /** Those of now and those of the version before; none when the private folder is not at hand. */
  readonly secrets: readonly Secrets[];
}

export interface AuditInput {
  readonly files: readonly PublicFile[];
  readonly workshops: readonly AuditedWorkshop[];
  /** Solved notebooks. */
  readonly sources: readonly SolvedNotebook[];
  /** True for a file that is, byte for byte, part of the app: it cannot know a solution. */
  isApp(path: string, bytes: Uint8Array): boolean;
  readonly crypto: SolutionCrypto;
  readonly signal: AbortSignal;
}

export interface AuditReport {
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly appFiles: number;
  readonly tellingLines: number;
  readonly uncheckedLines: number;
  readonly secrets: number;
  /** Exercises whose `checks` gate anyone can read in sealed.json, by design. */
  readonly openGates: readonly string[];
  /** The same for anyone who has the session's words. */
  readonly sessionGates: readonly string[];
  /** Workshops of which no private files were at hand. */
  readonly withoutSecrets: readonly string[];
}

export interface Finding {
  readonly file: string;
  readonly what: string;
}

export async function audit(input: AuditInput): Promise<AuditReport> {
  const lines = tellingLines(input.sources);
  const secrets = input.workshops.flatMap(({ id, secrets, released }) =>
    secrets.flatMap((each) => secretNeedles(id, each, new Set(released.values()))),
  );
  const search = createSearch([...lines.needles, ...secrets]);
  const findings: Finding[] = [];
  let appFiles = 0;
  for (const { path, read } of input.files) {
    input.signal.throwIfAborted();
    const bytes = await read();
    if (input.isApp(path, bytes)) appFiles++;
    else findings.push(...auditFile(path, bytes, search));
  }
  const keyed = input.workshops.map(({ id, sealed, released, secrets }) => ({
    id,
    sealed,
    keys: secrets[0]?.keys ?? released,
  }));
  for (const { notebook, what } of await findStrayKeys(keyed, input.crypto)) {
    findings.push({ file: `notebooks/${notebook}/sealed.json`, what });
  }
  return {
    findings,
    files: input.files.length,
    appFiles,
    tellingLines: lines.telling,
    uncheckedLines: lines.unchecked,
    secrets: new Set(secrets.map(({ what }) => what)).size,
    openGates: input.workshops.flatMap((workshop) => gatesOf(workshop, "anyone-with-site")),
    sessionGates: input.workshops.flatMap((workshop) => gatesOf(workshop, "anyone-with-session")),
    withoutSecrets: input.workshops.filter(({ secrets }) => secrets.length === 0).map(({ id }) => id),
  };
}

function auditFile(path: string, bytes: Uint8Array, search: Search): Finding[] {
  const found = new Set<string>();
  if (/(?:^|\/)(?:keys_all|words)\.json(?:\.1)?$/.test(path)) found.add("a private file");
  for (const member of membersOf(bytes)) {
    for (const what of search(member)) found.add(what);
    for (const what of search(collapsed(member))) found.add(what);
  }
  if (path.endsWith(".py") && hasSolutions(new TextDecoder().decode(bytes))) found.add("a solved notebook");
  return [...found].map((what) => ({ file: path, what }));
}

/** Byte by byte, so that it is the same for text and for anything else. */
function collapsed(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Buffer.from(collapseInside(buffer.toString("latin1")), "latin1");
}

function gatesOf({ id, sealed }: AuditedWorkshop, strength: Strength): string[] {
  return Object.entries(sealed.exercises)
    .filter(([, exercise]) => locksOf(exercise).some((lock) => lock.strength === strength))
    .map(([exercise]) => `${id}/${exercise}`);
}

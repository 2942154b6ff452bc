/** Which versions of a notebook may go, so that its history stays useful and small. */
import type { VersionReason } from "../environment.ts";

export interface KnownVersion {
  readonly id: number;
  readonly at: number;
  readonly reason: VersionReason;
  readonly source: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

const MOST_VERSIONS = 200;
/** In UTF-16 units: a browser may give a whole site little more than a few hundred megabytes. */
const MOST_TEXT = 8_000_000;

/**
 * Ids of the versions that may go. Everything of the last hour stays, then one for every quarter of an hour, after a
 * day one for every day, after a month one for every week. What was replaced as a whole (Reset, restoring, another
 * tab) stays a month whatever lies beside it. Beyond the limits the oldest go first, typing before replaced texts.
 * @param versions newest first.
 */
export function surplus(versions: readonly KnownVersion[], now: number): readonly number[] {
  const taken = new Set<string>();
  const spared: KnownVersion[] = [];
  for (const version of versions) {
    const slot = slotOf(version, now);
    if (taken.has(slot)) continue;
    taken.add(slot);
    spared.push(version);
  }
  const kept = withinLimits(spared);
  return versions.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
}

/** The half of the typed versions that is older, for a disk that is full. */
export function leastNeeded(versions: readonly KnownVersion[]): readonly number[] {
  const typed = versions.filter(isTyped);
  return typed.slice(Math.floor(typed.length / 2)).map(({ id }) => id);
}

/** Of versions in one slot the newest stays. */
function slotOf(version: KnownVersion, now: number): string {
  const { at, id } = version;
  const age = now - at;
  if (age < HOUR || (age < MONTH && !isTyped(version))) return `only ${id}`;
  const width = age < DAY ? 15 * MINUTE : age < MONTH ? DAY : 7 * DAY;
  return `${width} ${Math.floor(at / width)}`;
}

function isTyped({ reason }: KnownVersion): boolean {
  return reason === "edit" || reason === "run";
}

function withinLimits(versions: readonly KnownVersion[]): ReadonlySet<number> {
  const kept = new Set<number>();
  let text = 0;
  // What was replaced as a whole is looked at first, so that it goes last.
  const byNeed = [...versions.filter((one) => !isTyped(one)), ...versions.filter(isTyped)];
  for (const { id, source } of byNeed) {
    text += source.length;
    // The first stays even if it alone is over the limit.
    if (kept.size > 0 && (kept.size >= MOST_VERSIONS || text > MOST_TEXT)) break;
    kept.add(id);
  }
  return kept;
}

/** With the key of one exercise every other stays shut: tried, not reasoned. */
import { knownBase64url } from "../../src/core/solutions/bytes.ts";
import type { SolutionCrypto } from "../../src/core/solutions/crypto.ts";
import { openJwe } from "../../src/core/solutions/jwe.ts";
import { lockOf } from "../../src/core/solutions/locks.ts";
import type { ReleasedKeys } from "../../src/core/solutions/release.ts";
import type { Sealed } from "../../src/core/solutions/sealed.ts";
import { slotData } from "../../src/core/solutions/slot.ts";
import { readReleaseKey } from "../../src/core/solutions/unlock.ts";

export interface KeyedWorkshop {
  readonly id: string;
  readonly sealed: Sealed;
  /** All that are known: private ones, else those that are released. */
  readonly keys: ReleasedKeys;
}

/** Sentences, one for each exercise that opens with the key of another. */
export async function findStrayKeys(
  workshops: readonly KeyedWorkshop[],
  crypto: SolutionCrypto,
): Promise<{ notebook: string; what: string }[]> {
  const findings: { notebook: string; what: string }[] = [];
  for (const holder of workshops) {
    for (const [exercise, key] of holder.keys) {
      const bytes = readReleaseKey(key);
      if (!bytes) continue;
      for (const { id, sealed } of workshops) {
        for (const [other, { jwe }] of Object.entries(sealed.exercises)) {
          if (id === holder.id && other === exercise) continue;
          const data = slotData({ course: sealed.course, notebook: sealed.notebook, exercise: other });
          const locks = jwe.recipients.filter(({ header }) => lockOf(header.kid) !== "checks");
          if (await openJwe(jwe, data, locks, knownBase64url(key), crypto)) {
            const what = `the key of ${holder.id}/${exercise} also opens ${id}/${other}`;
            findings.push({ notebook: id, what });
          }
        }
      }
    }
  }
  return findings;
}

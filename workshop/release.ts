/** Releasing: the keys of some exercises merged into the public `keys.json` of their notebook. */
import { join } from "node:path";
import { isFailure } from "../src/core/failure.ts";
import type { SolutionCrypto } from "../src/core/solutions/crypto.ts";
import type { KeysFailure } from "../src/core/solutions/failure.ts";
import { keyFits, type Release, type ReleasedKeys, release } from "../src/core/solutions/release.ts";
import { keysWords, workshopWords } from "../src/words/workshop.ts";
import { readSecrets } from "./private.ts";
import { readText, shown } from "./read.ts";
import { hasReleaseLock } from "./seal-source.ts";
import type { SiteWorkshop } from "./site.ts";

/** Why nothing was released. `folder` and `file` are absolute. */
export type ReleaseRefusal =
  | { readonly failure: "no-keys"; readonly folder: string }
  | { readonly failure: "no-release-lock"; readonly exercise: string }
  /** The private key is not the one that this site was sealed with. */
  | { readonly failure: "other-keys"; readonly folder: string; readonly exercise: string }
  | (KeysFailure & { readonly file: string });

interface PrivateKeys {
  /** The folder of all notebooks' secrets. */
  readonly private: string;
  readonly cwd: string;
  readonly crypto: SolutionCrypto;
}

/** What `keys.json` will say with the keys of these exercises in it. Writes nothing. */
export async function mergeRelease(
  workshop: SiteWorkshop,
  exercises: readonly string[],
  secrets: PrivateKeys,
): Promise<Release | ReleaseRefusal> {
  const keys = await fittingKeys(workshop, exercises, secrets);
  if (isFailure(keys)) return keys;
  const merged = release((await readText(workshop.keysFile)) ?? "{}\n", exercises, keys);
  return isFailure(merged) ? { ...merged, file: workshop.keysFile } : merged;
}

/** The private keys of a notebook, of which those in `exercises` are known to fit the site's copy. */
async function fittingKeys(
  { id, sealed }: SiteWorkshop,
  exercises: readonly string[],
  { private: top, cwd, crypto }: PrivateKeys,
): Promise<ReleasedKeys | ReleaseRefusal> {
  const folder = join(top, id);
  const secrets = await readSecrets(folder, cwd);
  if (secrets === undefined || secrets === "half") return { failure: "no-keys", folder };
  for (const exercise of exercises) {
    if (!hasReleaseLock(sealed, exercise)) return { failure: "no-release-lock", exercise };
    const key = secrets.keys.get(exercise) ?? "";
    if (!(await keyFits(sealed, exercise, key, crypto))) return { failure: "other-keys", folder, exercise };
  }
  return secrets.keys;
}

export function refusalWords(refusal: ReleaseRefusal, cwd: string): string {
  switch (refusal.failure) {
    case "no-keys":
      return workshopWords.noKeys(shown(refusal.folder, cwd));
    case "no-release-lock":
      return workshopWords.noReleaseLock(refusal.exercise);
    case "other-keys":
      return workshopWords.privateForeign(shown(refusal.folder, cwd), refusal.exercise);
    default:
      return keysWords(refusal);
  }
}

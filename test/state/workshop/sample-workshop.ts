/** A small workshop with every kind of lock, sealed by the core as the command line does. */
import { isFailure } from "../../../src/core/failure.ts";
import type { Random } from "../../../src/core/solutions/crypto.ts";
import { type ExerciseToSeal, type LockToSeal, seal } from "../../../src/core/solutions/seal.ts";
import { printSealed } from "../../../src/core/solutions/sealed.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";

export const course = "fixture";
export const notebook = "intro";
export const passphrase = "abandon ability able about above absent";
export const phrase = "zoo zone zero youth young yellow";
export const secret = { Q1: "sum(range(1, 101))", Q2: "sorted([3, -2])", Q3: "n * n", Q4: "text[::-1]" };

export const releaseKeys = {
  Q1: "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
  Q2: "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
  Q3: "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM",
  Q4: "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ",
};

const cell = (name: string, body: string, returns = "") =>
  `@app.cell\ndef ${name}:\n${body.replaceAll(/^(?=.)/gm, "    ")}\n    return${returns}\n\n\n`;

/** As attendees get it. */
export const handedOut = `import marimo

__generated_with = "0.23.15"
app = marimo.App()


${cell(
  "_()",
  `from mograder.runtime import check, hint

# === MOGRADER: EXERCISES ===
_exercises = ["Q1", "Q2", "Q3", "Q4"]`,
  " check, hint",
)}${cell("first()", "total = ...\n# YOUR CODE HERE\npass", " (total,)")}${cell(
  "_(check, total)",
  'check("Q1: A sum", [(total == 5050, "That is not the sum yet.")])',
)}${cell("second(hint)", 'roots = ...\n# YOUR CODE HERE\npass\nhint("Factor it.", "The sum of both is 1.")', " (roots,)")}${cell(
  "_(check, roots)",
  'check("Q2: Roots", [(roots == [-2, 3], "Not yet.")])',
)}${cell("third()", "def square(n):\n    # YOUR CODE HERE\n    pass", " (square,)")}${cell(
  "_(check, square)",
  'check("Q3: Square", [(square(3) == 9, "3 squared is 9.")])',
)}${cell("fourth()", "def turned(text):\n    # YOUR CODE HERE\n    pass", " (turned,)")}${cell(
  "_(check, turned)",
  'check("Q4: Turned", [(turned("ab") == "ba", "ab turns into ba.")])',
)}if __name__ == "__main__":
    app.run()
`;

/** Markdown, and what must stay text. */
const notes =
  "Gauss did it `faster`.\n\n- [how](https://example.org/gauss)\n- [not so](javascript:alert`1`)\n\n<img src=x onerror=alert(1)>";

/** The canonical text of the answer to Q2. */
const rootsText = '[["roots",["list",[["int","-2"],["int","3"]]]]]';

export interface SampleOptions {
  readonly course?: string;
  /** What the solution of Q1 says. */
  readonly first?: string;
  /** With one, the gate of Q3 opens by the session's words only. */
  readonly withSession?: boolean;
}

/** The text of `sealed.json`. */
export async function sealSample(options: SampleOptions = {}): Promise<string> {
  const { first = `total = ${secret.Q1}`, withSession = true } = options;
  const exercise = (
    id: keyof typeof releaseKeys,
    title: string,
    code: string,
    ...more: LockToSeal[]
  ): ExerciseToSeal => ({
    id,
    title,
    code: [code],
    notes: id === "Q1" ? notes : "",
    locks: [{ kind: "release", key: releaseKeys[id] }, ...more],
  });
  const salt = "EBESExQVFhcYGRobHB0eHw";
  const answer: LockToSeal = { kind: "answer", variables: ["roots"], digits: 6, salt, texts: [rootsText] };
  const session: LockToSeal[] = withSession ? [{ kind: "session" }] : [];
  const sealed = await seal(
    {
      course: options.course ?? course,
      notebook,
      notebookDigest: "sha256-none",
      salt: "AAECAwQFBgcICQoLDA0ODw",
      ...(withSession && { passphrase }),
      exercises: [
        exercise("Q1", "A sum", first),
        exercise("Q2", "Roots", `roots = ${secret.Q2}`, answer),
        exercise("Q3", "Square", `return ${secret.Q3}`, { kind: "checks" }),
        exercise("Q4", "Turned", `return ${secret.Q4}`, { kind: "phrase", words: phrase }, ...session),
      ],
    },
    webCrypto(),
    random,
  );
  if (isFailure(sealed)) throw new Error(sealed.failure);
  return printSealed(sealed);
}

const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** As the command line writes it. */
export function courseJson(more: object = {}): string {
  return JSON.stringify({
    format: "atelier-course",
    version: 1,
    id: course,
    title: "A workshop",
    connect: [],
    notebooks: [
      {
        id: notebook,
        title: "Introduction",
        kind: "workshop",
        file: "notebooks/intro/notebook.py",
        files: [],
        sealed: "notebooks/intro/sealed.json",
        keys: "notebooks/intro/keys.json",
      },
    ],
    ...more,
  });
}

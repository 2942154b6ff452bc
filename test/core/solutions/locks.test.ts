import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deriveSession } from "../../../src/core/solutions/derive.ts";
import { type ExerciseToSeal, seal } from "../../../src/core/solutions/seal.ts";
import { leastRounds } from "../../../src/core/solutions/sealed.ts";
import { type Attempt, unlock } from "../../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { countingRandom, realRandom } from "./fixed-random.ts";
import { exerciseOf, orThrow, releaseKeys, sampleNotebook, sealOrThrow, slotOf } from "./sample.ts";

const crypto = webCrypto();
const released = (key: string): Attempt => ({ kind: "release", key });

describe("the locks", () => {
  const words = "wolf juice proud gown wool unfair wall cliff";
  const passphrase = "abandon ability able about above absent";
  const answer = { kind: "answer", variables: ["x"], digits: 6, salt: "AAECAwQFBgcICQoLDA0ODw" } as const;
  const all: ExerciseToSeal = {
    id: "Q1",
    title: "All",
    code: ["a"],
    notes: "b",
    locks: [
      { kind: "release", key: releaseKeys.Q1 },
      { kind: "session" },
      { kind: "phrase", words },
      { ...answer, variables: ["x"], texts: ["first", "second"] },
      { kind: "checks" },
    ],
  };
  /** One round: these tests are about what opens, not about how slowly. */
  const quick = { rounds: 1, exercises: [all] };
  const opens = (by: string) => ({ by, code: ["a"], notes: "b" });

  test("any one of them opens, and only with its own secret", async () => {
    const sealed = await sealOrThrow(sampleNotebook({ ...quick, passphrase }), crypto, realRandom);
    const session = orThrow(await deriveSession(passphrase, sealed.kdf, crypto));
    const wrong = orThrow(await deriveSession("abandon ability able about above abuse", sealed.kdf, crypto));
    const attempts: [Attempt, unknown][] = [
      [released(releaseKeys.Q1), opens("release")],
      [{ kind: "session", session }, opens("session")],
      [{ kind: "session", session: wrong }, { failure: "does-not-open" }],
      [{ kind: "phrase", words: words.toUpperCase().replaceAll(" ", "-") }, opens("phrase")],
      [{ kind: "phrase", words: passphrase }, { failure: "does-not-open" }],
      [{ kind: "answer", text: "first" }, opens("answer")],
      [{ kind: "answer", text: "second" }, opens("answer")],
      [{ kind: "answer", text: "third" }, { failure: "does-not-open" }],
      [{ kind: "checks", session }, opens("checks")],
      [{ kind: "checks", session: wrong }, { failure: "does-not-open" }],
      [{ kind: "checks" }, { failure: "needs-session" }],
    ];
    for (const [attempt, result] of attempts) {
      expect(await unlock(sealed, slotOf("Q1"), attempt, crypto)).toEqual(result);
    }
  });

  test("any combination of them can be sealed and opened", { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...all.locks], { minLength: 1 }), async (locks) => {
        const notebook = sampleNotebook({ rounds: 1, passphrase, exercises: [{ ...all, locks }] });
        const sealed = await sealOrThrow(notebook, crypto, realRandom);
        const session = orThrow(await deriveSession(passphrase, sealed.kdf, crypto));
        const attempts: Attempt[] = [
          released(releaseKeys.Q1),
          { kind: "session", session },
          { kind: "phrase", words },
          { kind: "answer", text: "second" },
          { kind: "checks", session },
        ];
        for (const attempt of attempts) {
          const present = locks.some(({ kind }) => kind === attempt.kind);
          expect(await unlock(sealed, slotOf("Q1"), attempt, crypto)).toEqual(
            present ? opens(attempt.kind) : { failure: "no-such-lock", lock: attempt.kind },
          );
        }
      }),
      { numRuns: 31 },
    );
  });

  test("without a session passphrase the gate of checks is in clear", async () => {
    const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
    expect(await unlock(sealed, slotOf("Q2"), { kind: "checks" }, crypto)).toHaveProperty("by", "checks");
  });

  test("one secret is of no use for another lock or exercise", async () => {
    const twice = [all, { ...all, id: "Q2", code: ["other"] }];
    const sealed = await sealOrThrow(
      sampleNotebook({ ...quick, exercises: twice, passphrase }),
      crypto,
      realRandom,
    );
    const swapped = structuredClone(sealed);
    const recipients = exerciseOf(sealed, "Q1").jwe.recipients;
    exerciseOf(swapped, "Q2").jwe.recipients = recipients;
    expect(await unlock(swapped, slotOf("Q2"), { kind: "phrase", words }, crypto)).toEqual({
      failure: "does-not-open",
    });
    const renamed = structuredClone(sealed);
    for (const { header } of exerciseOf(renamed, "Q1").jwe.recipients) {
      header.kid = header.kid === "session" ? "phrase" : "session";
    }
    expect(await unlock(renamed, slotOf("Q1"), { kind: "phrase", words: passphrase }, crypto)).toEqual({
      failure: "does-not-open",
    });
  });

  test("a session made for another notebook's salt is refused", async () => {
    const sealed = await sealOrThrow(sampleNotebook({ ...quick, passphrase }), crypto, realRandom);
    const kdf = { ...sealed.kdf, salt: "DwAPAA8ADwAPAA8ADwAPAA" };
    const session = orThrow(await deriveSession(passphrase, kdf, crypto));
    for (const kind of ["session", "checks"] as const) {
      expect(await unlock(sealed, slotOf("Q1"), { kind, session }, crypto)).toEqual({
        failure: "does-not-open",
      });
    }
  });

  test("slow derivations can be cancelled, sealing and opening", async () => {
    const stopped = AbortSignal.abort();
    const kdf = { name: "PBKDF2-SHA512", rounds: leastRounds, salt: sampleNotebook().salt } as const;
    expect(await deriveSession(passphrase, kdf, crypto, stopped)).toEqual({ failure: "cancelled" });
    const sealed = await sealOrThrow(sampleNotebook({ ...quick, passphrase }), crypto, realRandom);
    for (const attempt of [{ kind: "phrase", words } as const, { kind: "answer", text: "first" } as const]) {
      expect(await unlock(sealed, slotOf("Q1"), attempt, crypto, stopped)).toEqual({ failure: "cancelled" });
    }
    const late = new AbortController();
    const waiting = deriveSession(passphrase, { ...kdf, rounds: 5_000_000 }, crypto, late.signal);
    late.abort();
    expect(await waiting).toEqual({ failure: "cancelled" });
    for (const locks of [[{ kind: "phrase", words } as const], all.locks.slice(3)]) {
      const notebook = sampleNotebook({ exercises: [{ ...all, locks }] });
      expect(await seal(notebook, crypto, realRandom, stopped)).toEqual({ failure: "cancelled" });
    }
    const session = sampleNotebook({ passphrase });
    expect(await seal(session, crypto, realRandom, stopped)).toEqual({ failure: "cancelled" });
  });

  test("what cannot be sealed is refused by name", async () => {
    const one = (locks: ExerciseToSeal["locks"], more = {}) =>
      seal(sampleNotebook({ rounds: 1, exercises: [{ ...all, locks }], ...more }), crypto, countingRandom());
    expect(await one([])).toEqual({ failure: "no-lock", exercise: "Q1" });
    expect(await one([{ kind: "session" }])).toEqual({ failure: "no-session", exercise: "Q1" });
    expect(await one([{ kind: "phrase", words: "workshop" }])).toMatchObject({
      failure: "weak-words",
      exercise: "Q1",
    });
    expect(await one([{ kind: "checks" }], { passphrase: "secret" })).toMatchObject({
      failure: "weak-words",
      exercise: undefined,
      least: 60,
    });
  });
});

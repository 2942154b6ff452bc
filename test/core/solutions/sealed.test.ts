import { expect, test } from "vitest";
import { isFailure } from "../../../src/core/failure.ts";
import { locksOf } from "../../../src/core/solutions/locks.ts";
import { printSealed, readSealed, type Sealed, sealedExercise } from "../../../src/core/solutions/sealed.ts";
import { unlock } from "../../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { countingRandom } from "./fixed-random.ts";
import { releaseKeys, sampleNotebook, sealOrThrow, slotOf, throughText } from "./sample.ts";

const crypto = webCrypto();
const sample = () => sealOrThrow(sampleNotebook(), crypto, countingRandom());

/** The sample's text with one piece replaced, which must be there. */
async function changed(from: string | RegExp, to: string) {
  const text = printSealed(await sample());
  expect(text).toMatch(from);
  return readSealed(text.replace(from, to));
}

test("what we print is what we read", async () => {
  const sealed = await sample();
  expect(throughText(sealed)).toEqual(sealed);
});

test("a later version says so, whatever else has changed in it", async () => {
  expect(readSealed('{"format":"atelier-sealed","version":2,"new":"shape"}')).toEqual({
    failure: "too-new",
    version: 2,
  });
  expect(await changed('"version": 1', '"version": 7')).toEqual({ failure: "too-new", version: 7 });
});

test("what is not the format is damaged, and says where", async () => {
  const damaged = (where: string) => ({ failure: "damaged", where });
  for (const text of ["", "<!doctype html>", "null", "[]", "{}", '{"format":"other","version":1}', "{"]) {
    expect(readSealed(text)).toMatchObject({ failure: "damaged" });
  }
  for (const version of ["0", "1.5", "-2", '"1"']) {
    expect(await changed('"version": 1', `"version": ${version}`)).toEqual(damaged("version"));
  }
  for (const rounds of ["599999", "5000001", "600000.5", '"600000"']) {
    expect(await changed('"rounds": 600000', `"rounds": ${rounds}`)).toEqual(damaged("kdf.rounds"));
  }
  expect(await changed("PBKDF2-SHA512", "PBKDF2-SHA1")).toEqual(damaged("kdf.name"));
  expect(await changed('"alg": "A256KW"', '"alg": "dir"')).toEqual(
    damaged("exercises.Q1.jwe.recipients.0.header.alg"),
  );
  expect(await changed('"recipients": [', '"unprotected": {"zip": "DEF"}, "recipients": [')).toMatchObject({
    failure: "damaged",
  });
  expect(await changed(/"recipients": \[[^\]]*\]/, '"recipients": []')).toEqual(
    damaged("exercises.Q1.jwe.recipients"),
  );
});

test("only A256GCM, no zip and no other header", async () => {
  for (const header of [
    { enc: "A128GCM" },
    { enc: "A256GCM", zip: "DEF" },
    { enc: "A256GCM", alg: "dir" },
    { enc: "A256GCM", crit: ["x"], x: 1 },
    {},
  ]) {
    const sealed = await changed(
      /"protected": "[^"]*"/,
      `"protected": "${btoa(JSON.stringify(header)).replace(/=+$/, "")}"`,
    );
    expect(sealed).toEqual({ failure: "damaged", where: "exercises.Q1.jwe.protected" });
  }
});

test("base64url has one spelling", async () => {
  const jwe = (await sample()).exercises.Q1?.jwe;
  if (!jwe) throw new Error("no Q1");
  const last = jwe.iv.slice(0, -1);
  expect(await changed(jwe.iv, `${jwe.iv} `)).toEqual({ failure: "damaged", where: "exercises.Q1.jwe.iv" });
  expect(await changed(jwe.iv, `${last}=`)).toEqual({ failure: "damaged", where: "exercises.Q1.jwe.iv" });
  const stray = jwe.tag.replace(/.$/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
  expect(await changed(jwe.tag, stray)).toEqual({ failure: "damaged", where: "exercises.Q1.jwe.tag" });
  expect(await changed(jwe.ciphertext, `${jwe.ciphertext}\\n`)).toMatchObject({ failure: "damaged" });
});

test("names that objects have by themselves are no exercises", async () => {
  const sealed = await sample();
  for (const exercise of ["toString", "__proto__", "constructor", "Q9", ""]) {
    const attempt = { kind: "release", key: releaseKeys.Q1 } as const;
    expect(await unlock(sealed, slotOf(exercise), attempt, crypto)).toEqual({
      failure: "no-such-exercise",
      exercise,
    });
  }
});

test("each lock says how strong it is", async () => {
  const words = "wolf juice proud gown wool unfair wall cliff";
  const locks = (sealed: Sealed, id: string) => {
    const exercise = sealedExercise(sealed, id);
    return exercise && Object.fromEntries(locksOf(exercise).map(({ lock, strength }) => [lock, strength]));
  };
  expect(locks(await sample(), "Q1")).toEqual({ release: "instructor" });
  expect(locks(await sample(), "Q2")).toEqual({ release: "instructor", checks: "anyone-with-site" });
  const exercise = {
    id: "Q1",
    title: "",
    code: [],
    notes: "",
    locks: [
      { kind: "checks" } as const,
      { kind: "answer", variables: ["x"], digits: 6, salt: sampleNotebook().salt, texts: ["x"] } as const,
      { kind: "phrase", words } as const,
      { kind: "session" } as const,
    ],
  };
  const notebook = sampleNotebook({ rounds: 1, passphrase: words, exercises: [exercise] });
  expect(locks(await sealOrThrow(notebook, crypto, countingRandom()), "Q1")).toEqual({
    session: "words",
    phrase: "words",
    answer: "answer",
    checks: "anyone-with-session",
  });
});

test("a recipient of an unknown kind is left alone", async () => {
  const sealed = await sample();
  sealed.exercises.Q1?.jwe.recipients.push({
    header: { alg: "A256KW", kid: "retina" },
    encrypted_key: "A".repeat(53).concat("A"),
  });
  const read = throughText(sealed);
  const opened = await unlock(read, slotOf("Q1"), { kind: "release", key: releaseKeys.Q1 }, crypto);
  expect(isFailure(opened)).toBe(false);
  expect(read.exercises.Q1 && locksOf(read.exercises.Q1)).toEqual([
    { lock: "release", strength: "instructor" },
  ]);
});

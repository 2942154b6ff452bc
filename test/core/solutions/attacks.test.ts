/**
 * mograder's workshop lock fell to ten attacks (interoperability notes, 2.6). These are the eight that concern the
 * format, made against ours; W7 (path traversal) and W8 (token in the query) concern `workshop serve`.
 */
import { base64url } from "jose";
import { expect, test } from "vitest";
import { isFailure } from "../../../src/core/failure.ts";
import { toHex, utf8 } from "../../../src/core/solutions/bytes.ts";
import type { Bytes } from "../../../src/core/solutions/crypto.ts";
import { deriveSession } from "../../../src/core/solutions/derive.ts";
import { makePhrase } from "../../../src/core/solutions/phrase.ts";
import { completeKeys, release } from "../../../src/core/solutions/release.ts";
import { type ExerciseToSeal, seal } from "../../../src/core/solutions/seal.ts";
import { leastRounds, printSealed, type Sealed } from "../../../src/core/solutions/sealed.ts";
import { type Attempt, unlock } from "../../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { realRandom } from "./fixed-random.ts";
import { orThrow, releaseKeys, reread, sampleNotebook, sealOrThrow, slotOf } from "./sample.ts";

const crypto = webCrypto();
const released = (key: string): Attempt => ({ kind: "release", key });
const bytes = (text: string | undefined): Bytes => new Uint8Array(base64url.decode(text ?? ""));
const xor = (one: Bytes, other: Bytes) => one.map((byte, index) => byte ^ (other[index] ?? 0));
const jweOf = (sealed: Sealed, id: string) => sealed.exercises[id]?.jwe;

/** The same solution and the same release key twice: the worst that an instructor can do. */
function twins(): ExerciseToSeal[] {
  const twin = {
    title: "",
    code: ["x = 1\n".repeat(50)],
    notes: "",
    locks: [{ kind: "release", key: releaseKeys.Q1 }] as const,
  };
  return [
    { id: "Q1", ...twin },
    { id: "Q2", ...twin },
  ];
}

test("W1: no key stream is shared, so that one known solution tells nothing of another", async () => {
  const sealed = await sealOrThrow(sampleNotebook({ exercises: twins() }), crypto, realRandom);
  const [one, two] = [bytes(jweOf(sealed, "Q1")?.ciphertext), bytes(jweOf(sealed, "Q2")?.ciphertext)];
  const plaintext = utf8(JSON.stringify({ code: twins()[0]?.code, notes: "" }));
  expect(one).toHaveLength(plaintext.length);
  const stream = xor(one, plaintext);
  expect(xor(two, stream)).not.toEqual(plaintext);
  expect(new Set(xor(one, two)).size).toBeGreaterThan(64);
  expect(jweOf(sealed, "Q1")?.iv).not.toBe(jweOf(sealed, "Q2")?.iv);
  const again = await sealOrThrow(sampleNotebook({ exercises: twins() }), crypto, realRandom);
  expect(jweOf(again, "Q1")?.ciphertext).not.toBe(jweOf(sealed, "Q1")?.ciphertext);
});

test("W2: there is no default key; a spoken word such as `workshop` is refused", async () => {
  const [one, two] = [1, 2].map(() => completeKeys(["Q1", "Q2"], new Map(), realRandom));
  expect(new Set([...(one?.values() ?? []), ...(two?.values() ?? [])]).size).toBe(4);
  expect(await seal(sampleNotebook({ passphrase: "workshop" }), crypto, realRandom)).toMatchObject({
    failure: "weak-words",
  });
});

test("W3: nothing private is in the public file", async () => {
  const words = makePhrase(realRandom);
  const passphrase = makePhrase(realRandom);
  const texts = ['[["x",["float","1.83702e+0"]]]'];
  const exercise: ExerciseToSeal = {
    id: "Q1",
    title: "One",
    code: ["secret_line = 1"],
    notes: "secret note",
    locks: [
      { kind: "release", key: releaseKeys.Q1 },
      { kind: "session" },
      { kind: "phrase", words },
      { kind: "answer", variables: ["x"], digits: 6, salt: sampleNotebook().salt, texts },
      { kind: "checks" },
    ],
  };
  const sealed = await sealOrThrow(
    sampleNotebook({ rounds: 1, passphrase, exercises: [exercise] }),
    crypto,
    realRandom,
  );
  const session = orThrow(await deriveSession(passphrase, sealed.kdf, crypto));
  const text = printSealed(sealed);
  const secrets = [
    releaseKeys.Q1,
    words,
    passphrase,
    "1.83702",
    "secret_line",
    "secret note",
    base64url.encode(session.master),
  ];
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test("W4: the key of one exercise opens no other, by any lock", async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  const { text } = orThrow(release("{}", ["Q1"], new Map(Object.entries(releaseKeys))));
  expect(JSON.parse(text)).toEqual({ Q1: releaseKeys.Q1 });
  expect(await unlock(sealed, slotOf("Q1"), released(releaseKeys.Q1), crypto)).toHaveProperty(
    "by",
    "release",
  );
  for (const other of ["Q2", "Q3"]) {
    expect(await unlock(sealed, slotOf(other), released(releaseKeys.Q1), crypto)).toEqual({
      failure: "other-version",
    });
    const swapped = structuredClone(sealed);
    const [jwe, ours] = [jweOf(swapped, other), jweOf(sealed, "Q1")];
    if (jwe && ours) jwe.recipients = ours.recipients;
    expect(await unlock(swapped, slotOf(other), released(releaseKeys.Q1), crypto)).toEqual({
      failure: "does-not-open",
    });
  }
});

test("W5: words are stretched with a salt of their own, and no hash of them is published", {
  timeout: 30_000,
}, async () => {
  const passphrase = makePhrase(realRandom);
  const sealed = await sealOrThrow(sampleNotebook({ passphrase }), crypto, realRandom);
  const hash = await crypto.sha256(utf8(passphrase));
  for (const spelled of [toHex(hash), base64url.encode(hash), toHex(hash).slice(0, 8)]) {
    expect(printSealed(sealed)).not.toContain(spelled);
  }
  expect(sealed.kdf.rounds).toBeGreaterThanOrEqual(600_000);
  expect(reread({ ...sealed, kdf: { ...sealed.kdf, rounds: leastRounds - 1 } })).toMatchObject({
    failure: "damaged",
  });
  const other = { ...sealed.kdf, salt: base64url.encode(realRandom(16)) };
  const [here, there] = [
    await deriveSession(passphrase, sealed.kdf, crypto),
    await deriveSession(passphrase, other, crypto),
  ];
  expect(orThrow(here).master).not.toEqual(orThrow(there).master);
});

test("W6: whoever edits a check cell opens the `checks` lock and no other", async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  const forged: Attempt = { kind: "checks" };
  expect(await unlock(sealed, slotOf("Q2"), forged, crypto)).toHaveProperty("by", "checks");
  for (const id of ["Q1", "Q3"]) {
    expect(await unlock(sealed, slotOf(id), forged, crypto)).toEqual({
      failure: "no-such-lock",
      lock: "checks",
    });
    const borrowed = structuredClone(sealed);
    const [target, gate] = [borrowed.exercises[id], sealed.exercises.Q2?.gate];
    if (target && gate) target.gate = gate;
    for (const { header } of target?.jwe.recipients ?? []) header.kid = "checks";
    expect(await unlock(borrowed, slotOf(id), forged, crypto)).toEqual({ failure: "does-not-open" });
  }
});

test("W9: a ciphertext cannot be bent, moved or replayed under another version", async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  const text = base64url.decode(jweOf(sealed, "Q1")?.ciphertext ?? "");
  for (let bit = 0; bit < 8; bit++) {
    const bent = structuredClone(sealed);
    const jwe = jweOf(bent, "Q1");
    if (jwe)
      jwe.ciphertext = base64url.encode(text.map((byte, index) => (index === 12 ? byte ^ (1 << bit) : byte)));
    expect(await unlock(bent, slotOf("Q1"), released(releaseKeys.Q1), crypto)).toEqual({
      failure: "does-not-open",
    });
  }
  for (const slot of [slotOf("Q1", { course: "b-course" }), slotOf("Q1", { notebook: "outro" })]) {
    expect(await unlock(sealed, slot, released(releaseKeys.Q1), crypto)).toEqual({
      failure: "does-not-open",
    });
  }
  expect(reread({ ...sealed, version: 2 })).toEqual({ failure: "too-new", version: 2 });
});

test("W10: a wrong key is one plain failure, never an exception or garbage", async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  const wrong = [
    "",
    "x",
    "workshop",
    "true",
    releaseKeys.Q2,
    `${releaseKeys.Q1}=`,
    `${releaseKeys.Q1} `,
    "é".repeat(43),
  ];
  for (const key of wrong) {
    const result = await unlock(sealed, slotOf("Q1"), released(key), crypto);
    expect(isFailure(result) && ["does-not-open", "other-version"].includes(result.failure)).toBe(true);
  }
});

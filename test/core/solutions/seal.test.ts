import { hkdfSync, pbkdf2Sync } from "node:crypto";
import fc from "fast-check";
import { base64url, GeneralEncrypt, generalDecrypt } from "jose";
import { describe, expect, test } from "vitest";
import { utf8 } from "../../../src/core/solutions/bytes.ts";
import type { ExerciseToSeal } from "../../../src/core/solutions/seal.ts";
import { slotData } from "../../../src/core/solutions/slot.ts";
import { type Attempt, unlock } from "../../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { realRandom } from "./fixed-random.ts";
import {
  exerciseOf,
  orThrow,
  releaseKeys,
  reread,
  sampleNotebook,
  sealOrThrow,
  slotOf,
  throughText,
} from "./sample.ts";

const crypto = webCrypto();
const released = (key: string): Attempt => ({ kind: "release", key });
const keyText = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => base64url.encode(bytes));
const name = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" });

test("open ∘ seal is the identity, for any text in any slot", { timeout: 30_000 }, async () => {
  const solution = fc.record({
    code: fc.array(fc.string({ unit: "binary" })),
    notes: fc.string({ unit: "grapheme" }),
    key: keyText,
    course: name,
    notebook: name,
    id: name.filter((id) => !["__proto__", "prototype", "constructor"].includes(id)),
  });
  await fc.assert(
    fc.asyncProperty(solution, async ({ code, notes, key, course, notebook, id }) => {
      const exercise: ExerciseToSeal = { id, title: "T", code, notes, locks: [{ kind: "release", key }] };
      const sealed = await sealOrThrow(
        sampleNotebook({ course, notebook, exercises: [exercise] }),
        crypto,
        realRandom,
      );
      const opened = await unlock(
        throughText(sealed),
        { course, notebook, exercise: id },
        released(key),
        crypto,
      );
      expect(opened).toEqual({ by: "release", code, notes });
    }),
  );
});

test("no other key opens", { timeout: 30_000 }, async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  await fc.assert(
    fc.asyncProperty(keyText, async (key) => {
      fc.pre(key !== releaseKeys.Q1);
      expect(await unlock(sealed, slotOf("Q1"), released(key), crypto)).toEqual({ failure: "other-version" });
      const relabelled = structuredClone(sealed);
      const recipient = exerciseOf(relabelled, "Q1").jwe.recipients[0];
      const hash = new Uint8Array(
        await globalThis.crypto.subtle.digest("SHA-256", base64url.decode(key).slice()),
      );
      if (recipient) recipient.header.kid = `release:${Buffer.from(hash).toString("hex").slice(0, 8)}`;
      expect(await unlock(relabelled, slotOf("Q1"), released(key), crypto)).toEqual({
        failure: "does-not-open",
      });
    }),
  );
});

test("any changed bit of protected, iv, ciphertext, tag or the recipient's key is refused", {
  timeout: 30_000,
}, async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  const part = fc.constantFrom("protected", "iv", "ciphertext", "tag", "encrypted_key");
  await fc.assert(
    fc.asyncProperty(part, fc.nat(), fc.integer({ min: 1, max: 255 }), async (part, at, flip) => {
      const changed = structuredClone(sealed);
      const { jwe } = exerciseOf(changed, "Q1");
      const holder = part === "encrypted_key" ? jwe.recipients[0] : jwe;
      const bytes = base64url.decode(String(Reflect.get(holder ?? {}, part)));
      const index = at % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ flip;
      Reflect.set(holder ?? {}, part, base64url.encode(bytes));
      const read = reread(changed);
      const failure =
        "failure" in read ? read : await unlock(read, slotOf("Q1"), released(releaseKeys.Q1), crypto);
      expect(failure).toHaveProperty("failure", expect.stringMatching(/^(does-not-open|damaged)$/));
    }),
    { numRuns: 300 },
  );
});

test("truncated parts are refused", async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  for (const part of ["iv", "ciphertext", "tag"] as const) {
    const changed = structuredClone(sealed);
    const { jwe } = exerciseOf(changed, "Q1");
    jwe[part] = base64url.encode(base64url.decode(jwe[part]).slice(0, -1));
    const read = reread(changed);
    const failure =
      "failure" in read ? read : await unlock(read, slotOf("Q1"), released(releaseKeys.Q1), crypto);
    expect(failure).toHaveProperty("failure");
  }
});

test("any other slot, course or notebook is refused, whatever the file's own aad says", {
  timeout: 30_000,
}, async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("course", "notebook"), name, async (member, other) => {
      fc.pre(other !== slotOf("Q1")[member === "course" ? "course" : "notebook"]);
      const slot = slotOf("Q1", { [member]: other });
      const relabelled = { ...structuredClone(sealed), [member]: other };
      exerciseOf(relabelled, "Q1").jwe.aad = base64url.encode(slotData(slot));
      const opened = await unlock(relabelled, slot, released(releaseKeys.Q1), crypto);
      expect(opened).toEqual({ failure: "does-not-open" });
    }),
  );
  const swapped = structuredClone(sealed);
  swapped.exercises.Q2 = exerciseOf(sealed, "Q1");
  expect(await unlock(swapped, slotOf("Q2"), released(releaseKeys.Q1), crypto)).toEqual({
    failure: "does-not-open",
  });
});

test("the file's own aad is never believed: we replace it", async () => {
  const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
  exerciseOf(sealed, "Q1").jwe.aad = base64url.encode("something else");
  expect(await unlock(throughText(sealed), slotOf("Q1"), released(releaseKeys.Q1), crypto)).toHaveProperty(
    "code",
  );
});

describe("it is a plain RFC 7516 JWE", () => {
  test("jose opens ours", async () => {
    const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
    const { plaintext } = await generalDecrypt(
      exerciseOf(sealed, "Q2").jwe,
      base64url.decode(releaseKeys.Q2),
    );
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual({
      code: ['answer_Q2 = "the model solution of Q2"'],
      notes: "",
    });
  });

  test("another library's PBKDF2 and HKDF give jose the keys of the words", async () => {
    const words = "wolf juice proud gown wool unfair";
    const locks = [{ kind: "session" } as const, { kind: "phrase", words } as const];
    const exercises = [{ id: "Q1", title: "", code: ["a"], notes: "", locks }];
    const notebook = sampleNotebook({ rounds: 2, passphrase: words, exercises });
    const { jwe } = exerciseOf(await sealOrThrow(notebook, crypto, realRandom), "Q1");
    const master = pbkdf2Sync(words, base64url.decode(notebook.salt), 2, 32, "sha512");
    for (const [index, purpose] of ["session", "phrase"].entries()) {
      const info = `atelier-sealed/1 ${purpose}["a-course","intro","Q1"]`;
      const key = new Uint8Array(hkdfSync("sha256", master, "", info, 32));
      const recipients = jwe.recipients.slice(index, index + 1);
      const { plaintext } = await generalDecrypt({ ...jwe, recipients }, key);
      expect(new TextDecoder().decode(plaintext)).toBe('{"code":["a"],"notes":""}');
    }
  });

  test("we open jose's", async () => {
    const sealed = await sealOrThrow(sampleNotebook(), crypto, realRandom);
    const encrypt = new GeneralEncrypt(utf8(JSON.stringify({ code: ["by jose"], notes: "n" })))
      .setProtectedHeader({ enc: "A256GCM" })
      .setAdditionalAuthenticatedData(slotData(slotOf("Q1")));
    for (const { header } of [
      ...exerciseOf(sealed, "Q1").jwe.recipients,
      { header: { alg: "A256KW", kid: "x" } },
    ]) {
      encrypt.addRecipient(base64url.decode(releaseKeys.Q1)).setUnprotectedHeader(header);
    }
    const jwe = await encrypt.encrypt();
    const read = orThrow(reread({ ...sealed, exercises: { Q1: { title: "", jwe } } }));
    expect(await unlock(read, slotOf("Q1"), released(releaseKeys.Q1), crypto)).toEqual({
      by: "release",
      code: ["by jose"],
      notes: "n",
    });
  });
});

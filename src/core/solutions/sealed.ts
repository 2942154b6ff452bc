/** The file `sealed.json`: its schema, and the only door by which one comes in. */
import * as v from "valibot";
import { fromBase64url, fromUtf8, parseJson } from "./bytes.ts";
import type { OpeningFailure } from "./failure.ts";

export const sealedFormat = "atelier-sealed";
export const leastRounds = 600_000;
export const mostRounds = 5_000_000;
/** With more, the last bits of a float (which differ between machines) would be part of the answer. */
export const mostDigits = 12;

/** One file holds at most this much text, so that a hostile one cannot fill the memory of a page. */
const mostCharacters = 16 * 1024 * 1024;

const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

function base64urlSchema(...lengths: number[]) {
  return v.pipe(
    v.string(),
    v.check((text) => {
      const bytes = fromBase64url(text);
      return bytes !== undefined && (lengths.length === 0 || lengths.includes(bytes.length));
    }),
  );
}

const saltSchema = base64urlSchema(16, 32);

/** Strict: RFC 7516 members that we never write (`unprotected`, `zip`, `p2c` …) have no business here. */
const jweSchema = v.strictObject({
  protected: v.pipe(base64urlSchema(), v.check(isOurProtectedHeader)),
  aad: base64urlSchema(),
  iv: base64urlSchema(12),
  ciphertext: base64urlSchema(),
  tag: base64urlSchema(16),
  recipients: v.pipe(
    v.array(
      v.strictObject({
        header: v.strictObject({ alg: v.literal("A256KW"), kid: v.pipe(v.string(), v.maxLength(64)) }),
        encrypted_key: base64urlSchema(40),
      }),
    ),
    v.minLength(1),
    v.maxLength(32),
  ),
});

const exerciseSchema = v.object({
  title: v.string(),
  gate: v.exactOptional(base64urlSchema(32, 40)),
  answer: v.exactOptional(
    v.object({
      variables: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(50)),
      digits: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostDigits)),
      salt: saltSchema,
    }),
  ),
  jwe: jweSchema,
});

const sealedSchema = v.object({
  format: v.literal(sealedFormat),
  version: v.literal(1),
  course: v.string(),
  notebook: idSchema,
  notebookDigest: v.pipe(v.string(), v.startsWith("sha256-"), v.maxLength(100)),
  kdf: v.object({
    name: v.literal("PBKDF2-SHA512"),
    rounds: v.pipe(v.number(), v.integer(), v.minValue(leastRounds), v.maxValue(mostRounds)),
    salt: saltSchema,
  }),
  exercises: v.record(idSchema, exerciseSchema),
});

export type Sealed = v.InferOutput<typeof sealedSchema>;
export type SealedExercise = v.InferOutput<typeof exerciseSchema>;
export type SealedJwe = v.InferOutput<typeof jweSchema>;
export type SealedKdf = Sealed["kdf"];

/**
 * Reads the text of `sealed.json`. A later version is `too-new`; everything else that is not exactly the format
 * (base64url that is not canonical, rounds out of bounds, another `alg` or `enc`, `zip`) is `damaged`.
 */
export function readSealed(text: string): Sealed | OpeningFailure {
  if (text.length > mostCharacters) return { failure: "damaged", where: "" };
  const value = parseJson(text);
  const head = v.safeParse(v.object({ format: v.literal(sealedFormat), version: v.number() }), value);
  if (head.success && Number.isInteger(head.output.version) && head.output.version > 1) {
    return { failure: "too-new", version: head.output.version };
  }
  const sealed = v.safeParse(sealedSchema, value);
  if (sealed.success) return sealed.output;
  return { failure: "damaged", where: v.getDotPath(sealed.issues[0]) ?? "" };
}

/** The text of `sealed.json`: stable, so that sealing the same twice with the same randomness shows no diff. */
export function printSealed(sealed: Sealed): string {
  return `${JSON.stringify(sealed, null, 2)}\n`;
}

/** The exercise of that name, or `undefined`; names such as `toString` are names like any other. */
export function sealedExercise(sealed: Sealed, exercise: string): SealedExercise | undefined {
  return new Map(Object.entries(sealed.exercises)).get(exercise);
}

function isOurProtectedHeader(text: string): boolean {
  const bytes = fromBase64url(text);
  const json = bytes && fromUtf8(bytes);
  if (json === undefined) return false;
  return v.is(v.strictObject({ enc: v.literal("A256GCM") }), parseJson(json));
}

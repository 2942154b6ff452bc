/**
 * One General JSON JWE (RFC 7516, section 7.2.1) with A256KW recipients and A256GCM content. jose cannot run
 * without `crypto.subtle` and takes no fixed content key, so we put the parts together over the crypto port; the
 * tests open ours with jose, and jose's with ours.
 */
import { knownBase64url, toBase64url, utf8 } from "./bytes.ts";
import type { Bytes, Random, SolutionCrypto } from "./crypto.ts";
import type { SealedJwe } from "./sealed.ts";

export interface JweRecipient {
  readonly kid: string;
  /** 32 bytes, used for this alone. */
  readonly key: Bytes;
}

type Recipient = SealedJwe["recipients"][number];

/** Encrypts with a fresh content key for every recipient; any one of them opens. */
export async function sealJwe(
  plaintext: Bytes,
  additional: Bytes,
  recipients: readonly JweRecipient[],
  crypto: SolutionCrypto,
  random: Random,
): Promise<SealedJwe> {
  const contentKey = random(32);
  const iv = random(12);
  const header = toBase64url(utf8(JSON.stringify({ enc: "A256GCM" })));
  const aad = toBase64url(additional);
  const box = await crypto.encrypt(contentKey, iv, plaintext, utf8(`${header}.${aad}`));
  return {
    protected: header,
    aad,
    iv: toBase64url(iv),
    ciphertext: toBase64url(box.ciphertext),
    tag: toBase64url(box.tag),
    recipients: await Promise.all(recipients.map((recipient) => wrapFor(recipient, contentKey, crypto))),
  };
}

async function wrapFor(
  { kid, key }: JweRecipient,
  contentKey: Bytes,
  crypto: SolutionCrypto,
): Promise<Recipient> {
  const wrapped = await crypto.wrapKey(key, contentKey);
  return { header: { alg: "A256KW", kid }, encrypted_key: toBase64url(wrapped) };
}

/**
 * Tries `key` on the given recipients. `additional` is what the *caller* knows to be right: the JWE's own `aad`
 * travels with it and proves nothing. `undefined` when it does not open, whatever the reason.
 */
export async function openJwe(
  jwe: SealedJwe,
  additional: Bytes,
  recipients: readonly Recipient[],
  key: Bytes,
  crypto: SolutionCrypto,
): Promise<Bytes | undefined> {
  const box = { ciphertext: knownBase64url(jwe.ciphertext), tag: knownBase64url(jwe.tag) };
  const data = utf8(`${jwe.protected}.${toBase64url(additional)}`);
  for (const recipient of recipients) {
    const contentKey = await crypto.unwrapKey(key, knownBase64url(recipient.encrypted_key));
    const plaintext = contentKey && (await crypto.decrypt(contentKey, knownBase64url(jwe.iv), box, data));
    if (plaintext) return plaintext;
  }
  return undefined;
}

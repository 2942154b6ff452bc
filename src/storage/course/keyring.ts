/**
 * Tokens, encrypted with a key that scripts can use but not read: until the tab is closed in its session storage, and
 * until somebody signs out in the database. This keeps them out of copies of the browser's files and of what other
 * pages of this origin find by looking around; a script that runs as this page could still use the key.
 */
import * as v from "valibot";
import type { Access } from "../../core/submission/transport.ts";
import type { Keyring, KeyringKey } from "../../state/course/ports.ts";
import type { Store } from "../database.ts";

const DEVICE = "device";

const accessSchema: v.GenericSchema<unknown, Access> = v.object({
  token: v.string(),
  user: v.string(),
  name: v.string(),
});
/** As session storage holds it, which takes texts only. */
const sealedText = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ iv: v.array(v.number()), box: v.array(v.number()) }),
);
const sealed = v.object({ iv: v.instance(Uint8Array), box: v.instance(Uint8Array) });
type Sealed = v.InferOutput<typeof sealed>;

export function createKeyring(store: Store, basePath: string): Keyring {
  const crypto = findCrypto();
  if (crypto === undefined) return createForgetfulKeyring();
  const getKey = keyOfDevice(store, crypto);
  const sessionPrefix = `atelier ${basePath} token `;
  const sessionName = (key: KeyringKey) => sessionPrefix + nameOf(key);

  async function open(box: Sealed | undefined, name: string): Promise<Access | undefined> {
    const key = await getKey();
    if (box === undefined || key === undefined) return undefined;
    try {
      const opened = await crypto?.decrypt(algorithm(box.iv, name), key, new Uint8Array(box.box));
      return v.parse(v.pipe(v.string(), v.parseJson(), accessSchema), new TextDecoder().decode(opened));
    } catch {
      // Of another device key, or not ours at all.
      return undefined;
    }
  }

  return {
    canRemember: true,
    async read(key) {
      const name = nameOf(key);
      const ofTab = await open(readSession(sessionName(key)), name);
      if (ofTab !== undefined) return { access: ofTab, remembered: false };
      const stored = v.safeParse(sealed, await store.use((database) => database.get("keyring", name)));
      const kept = await open(stored.success ? stored.output : undefined, name);
      return kept && { access: kept, remembered: true };
    },
    async write(key, access, remember) {
      const device = await getKey();
      if (device === undefined) return { failure: "storage-refused" };
      const name = nameOf(key);
      const iv = globalThis.crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(access));
      const box = new Uint8Array(await crypto.encrypt(algorithm(iv, name), device, text));
      const refused = remember
        ? await store.use(async (database) => void (await database.put("keyring", { iv, box }, name)))
        : writeSession(sessionName(key), { iv, box });
      return refused;
    },
    async remove(key) {
      sessionStorage.removeItem(sessionName(key));
      await store.use((database) => database.delete("keyring", nameOf(key)));
    },
    async removeAll() {
      const ours = Object.keys(sessionStorage).filter((name) => name.startsWith(sessionPrefix));
      for (const name of ours) sessionStorage.removeItem(name);
      // The key goes as well: nothing that was encrypted with it can be opened again.
      await store.use((database) => database.clear("keyring"));
    },
  };
}

function nameOf({ course, server }: KeyringKey): string {
  return JSON.stringify([course, server]);
}

/** The name is bound in, so that no token can be moved to another server's place. */
function algorithm(iv: Uint8Array, name: string): AesGcmParams {
  return { name: "AES-GCM", iv: new Uint8Array(iv), additionalData: new TextEncoder().encode(name) };
}

function readSession(name: string): Sealed | undefined {
  const read = v.safeParse(sealedText, sessionStorage.getItem(name));
  return read.success
    ? { iv: Uint8Array.from(read.output.iv), box: Uint8Array.from(read.output.box) }
    : undefined;
}

function writeSession(name: string, { iv, box }: Sealed): undefined | { failure: "storage-refused" } {
  try {
    sessionStorage.setItem(name, JSON.stringify({ iv: [...iv], box: [...box] }));
    return undefined;
  } catch {
    return { failure: "storage-refused" };
  }
}

/** The key of this browser, made at its first use. Undefined where nothing can be kept. */
function keyOfDevice({ use }: Store, crypto: SubtleCrypto): () => Promise<CryptoKey | undefined> {
  const keySchema = v.instance(CryptoKey);
  return async () => {
    const stored = v.safeParse(keySchema, await use((database) => database.get("keyring", DEVICE)));
    if (stored.success) return stored.output;
    const fresh = await crypto.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const kept = await use(async (database) => {
      const transaction = database.transaction("keyring", "readwrite");
      // Another tab may have been quicker.
      const there = v.safeParse(keySchema, await transaction.store.get(DEVICE));
      if (!there.success) await transaction.store.put(fresh, DEVICE);
      await transaction.done;
      return there.success ? there.output : fresh;
    });
    return "failure" in kept ? undefined : kept;
  };
}

/** Missing without a secure context, as on plain HTTP. */
function findCrypto(): SubtleCrypto | undefined {
  const { subtle }: { subtle?: SubtleCrypto } = globalThis.crypto;
  return subtle;
}

/** Until the page is closed, in memory. */
function createForgetfulKeyring(): Keyring {
  const tokens = new Map<string, Access>();
  return {
    canRemember: false,
    async read(key) {
      const access = tokens.get(nameOf(key));
      return access && { access, remembered: false };
    },
    async write(key, access) {
      tokens.set(nameOf(key), access);
      return undefined;
    },
    async remove(key) {
      tokens.delete(nameOf(key));
    },
    async removeAll() {
      tokens.clear();
    },
  };
}

import { expect, test } from "vitest";
import { fromUtf8, utf8 } from "../../../src/core/solutions/bytes.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { readLegacyWorkshop, unlockLegacy, xor } from "../../../src/core/solutions/xor.ts";
import { orThrow } from "./sample.ts";

const crypto = webCrypto();

/** As mograder 0.3 writes it; 0.0.11 has no `KEYS_URL`. The key is `clé`. */
function generated(keysUrl = true): string {
  return `import marimo
app = marimo.App()

@app.cell
def _():
    # === MOGRADER: EXERCISES ===
    EXERCISES = {
        "Q1": {
            "solution": "Ea9q2hYAt8gXTP6JrOzjg0MeARs="
        },
        "Q {2}": {
            "solution": ""
        },
        "Q3": {
            "solution": "%%%"
        }
    }
    SALT_HASH = '98e50b7a27ba6b9b4ed7ee7b9e9ed2fdc04cf3ebb4ff34d6adad8d1a5a2e7b0e'
${keysUrl ? '    KEYS_URL = "./keys.json"\n' : ""}    return EXERCISES, SALT_HASH
`;
}

async function workshop(keysUrl?: boolean) {
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", utf8("clé")));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const source = generated(keysUrl).replace(/[0-9a-f]{64}/, hex);
  return readLegacyWorkshop(source) ?? Promise.reject(new Error("not read"));
}

test("mograder's own vectors", () => {
  const vectors = [
    ["k", "x = 1", "E0tWS1o="],
    ["clé", "résultat = π * r²", "Ea9q2hYAt8gXTP6JrOzjg0MeARs="],
    ["abc", "", ""],
    ["", "x", "eA=="],
  ] as const;
  for (const [key, plain, base64] of vectors) {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    expect(fromUtf8(xor(data, utf8(key)))).toBe(plain);
  }
});

test("an existing workshop opens, labelled as not secret", async () => {
  for (const keysUrl of [true, false]) {
    const read = await workshop(keysUrl);
    expect(read.keysUrl).toBe(keysUrl ? "./keys.json" : undefined);
    expect([...read.solutions.keys()]).toEqual(["Q1", "Q {2}", "Q3"]);
    expect(await unlockLegacy(read, "Q1", "clé", crypto)).toEqual({
      code: "résultat = π * r²",
      secret: false,
    });
    expect(await unlockLegacy(read, "Q {2}", "clé", crypto)).toEqual({ code: "", secret: false });
  }
});

test("a wrong key, an unknown exercise and broken text are failures, never garbage", async () => {
  const read = await workshop();
  expect(await unlockLegacy(read, "Q1", "cle", crypto)).toEqual({ failure: "does-not-open" });
  expect(await unlockLegacy(read, "Q9", "clé", crypto)).toEqual({
    failure: "no-such-exercise",
    exercise: "Q9",
  });
  expect(await unlockLegacy(read, "Q3", "clé", crypto)).toEqual({ failure: "damaged", where: "Q3" });
  expect(orThrow(await unlockLegacy(read, "Q1", "clé", crypto)).secret).toBe(false);
});

test("other notebooks are not mine", () => {
  for (const source of [
    "",
    "import marimo",
    "# === MOGRADER: EXERCISES ===\n_exercises = ['Q1']\n",
    "# === MOGRADER: EXERCISES ===\nEXERCISES = {'Q1': 1\nSALT_HASH = 'zz'",
    generated().replace(/SALT_HASH = .*/, ""),
  ]) {
    expect(readLegacyWorkshop(source)).toBeUndefined();
  }
});

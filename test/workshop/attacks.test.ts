/**
 * The weaknesses W1–W10 of mograder's workshops, tried on what our command line writes. Those of the format alone are
 * in test/core/solutions/attacks.test.ts, W7 and W8 are about a server.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isFailure } from "../../src/core/failure.ts";
import { readKeys } from "../../src/core/solutions/release.ts";
import { readSealed } from "../../src/core/solutions/sealed.ts";
import { unlock } from "../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../src/core/solutions/web-crypto.ts";
import { notebook, q1, q2 } from "./support/notebooks.ts";
import { filesBelow, openTerminal, type Terminal } from "./support/terminal.ts";

const locks = ['unlock = ["release", "session", "phrase", "checks"]'];

async function exported(options: readonly string[] = []): Promise<Terminal> {
  const terminal = openTerminal();
  terminal.write("source/intro.py", notebook([q1, q2], options));
  expect(await terminal.run("export", "source/intro.py")).toMatchObject({ code: 0 });
  return terminal;
}

function published(terminal: Terminal): string {
  const site = terminal.path("site");
  return filesBelow(site)
    .map((file) => readFileSync(join(site, file), "latin1"))
    .join("\n");
}

function keysOf(terminal: Terminal, file = "private/intro/keys_all.json"): ReadonlyMap<string, string> {
  const keys = readKeys(terminal.read(file));
  return isFailure(keys) ? expect.fail("no keys") : keys;
}

async function opensWith(
  terminal: Terminal,
  exercise: string,
  key: string,
  notebook = "intro",
): Promise<boolean> {
  const sealed = readSealed(terminal.read("site/notebooks/intro/sealed.json"));
  if (isFailure(sealed)) return expect.fail("not sealed");
  const slot = { course: sealed.course, notebook, exercise };
  return !isFailure(await unlock(sealed, slot, { kind: "release", key }, webCrypto()));
}

test("W1, W4: every exercise has a key of its own, and releasing one opens one", async () => {
  const terminal = await exported();
  const keys = keysOf(terminal);
  expect(new Set(keys.values()).size).toBe(2);
  await terminal.run("release-key", "Q1");
  const released = keysOf(terminal, "site/notebooks/intro/keys.json");
  expect([...released.keys()]).toEqual(["Q1"]);
  const key = released.get("Q1") ?? "";
  expect([await opensWith(terminal, "Q1", key), await opensWith(terminal, "Q2", key)]).toEqual([true, false]);
});

test("W2: no default secret; two exports of one notebook have nothing in common", async () => {
  const [one, other] = [await exported(), await exported()];
  expect([...keysOf(one).values()].filter((key) => [...keysOf(other).values()].includes(key))).toEqual([]);
  expect(await opensWith(one, "Q1", keysOf(other).get("Q1") ?? "")).toBe(false);
});

test("W3: keys and words are not among the public files, under any name", async () => {
  const terminal = await exported(locks);
  const text = published(terminal);
  expect(terminal.files("site").filter((file) => /keys_all|words|private/.test(file))).toEqual([]);
  const words = terminal.read("private/intro/words.json").match(/[a-z]+(?: [a-z]+){5}/g) ?? [];
  expect(words).toHaveLength(3);
  for (const secret of [...keysOf(terminal).values(), ...words]) expect(text).not.toContain(secret);
});

test("W5: no fast hash of any words is public", async () => {
  const terminal = await exported(locks);
  const text = published(terminal);
  for (const [words] of terminal.read("private/intro/words.json").matchAll(/[a-z]+(?: [a-z]+){5}/g)) {
    for (const hash of ["sha256", "sha512", "sha1", "md5"]) {
      for (const form of ["hex", "base64", "base64url"] as const) {
        expect(text).not.toContain(createHash(hash).update(words).digest(form));
      }
    }
  }
  expect(terminal.json("site/notebooks/intro/sealed.json")).toMatchObject({
    kdf: { name: "PBKDF2-SHA512", rounds: 600_000 },
  });
});

test("W6: an edited check opens `checks` at most; without that lock there is no gate to find", async () => {
  const terminal = await exported(['unlock = ["release"]']);
  expect(terminal.read("site/notebooks/intro/sealed.json")).not.toContain('"gate"');
  const gated = await exported(['unlock = ["checks", "release"]']);
  expect((await gated.run("status")).out).toContain(
    "a teaching gate, not a lock: readable by anyone with this site",
  );
});

test("W9: changed bytes, and a solution moved to another place, do not open", async () => {
  const terminal = await exported();
  const key = keysOf(terminal).get("Q1") ?? "";
  expect(await opensWith(terminal, "Q1", key, "another")).toBe(false);
  terminal.edit("site/notebooks/intro/sealed.json", (text) =>
    text.replace(/"ciphertext": "(.)/, (_, first) => `"ciphertext": "${first === "A" ? "B" : "A"}`),
  );
  expect(await opensWith(terminal, "Q1", key)).toBe(false);
});

test("W10: a key that does not fit is named as such, and no garbage is shown", async () => {
  const terminal = await exported();
  terminal.write(
    "site/notebooks/intro/keys.json",
    JSON.stringify({ Q1: keysOf(await exported()).get("Q1") }),
  );
  expect((await terminal.run("status")).out).toContain(
    "Q1: Title of Q1 (a key is released that does not open this copy",
  );
});

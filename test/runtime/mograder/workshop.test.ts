/** Model solutions of mograder's own workshop notebooks, under both import paths. */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type PythonHost, startPython } from "../../../src/runtime/node.ts";

let python: PythonHost;
beforeAll(async () => {
  python = await startPython();
  await python.run("from mograder.transport.workshop import *; import mograder.workshop as old");
});

const json = async (code: string): Promise<unknown> =>
  JSON.parse(await python.run(`__import__("json").dumps(${code})`));

test("both paths are one module", async () => {
  const names = [
    "reveal_solution",
    "fetch_released_keys",
    "xor_encrypt",
    "xor_decrypt",
    "verify_key",
    "make_salt_hash",
  ];
  for (const name of names) expect(await json(`old.${name} is ${name}`)).toBe(true);
});

test.each([
  ["k", "x = 1", "E0tWS1o="],
  ["clé", "résultat = π * r²", "Ea9q2hYAt8gXTP6JrOzjg0MeARs="],
  ["abc", "", ""],
  ["", "x", "eA=="],
])("XOR with %j", async (key, text, scrambled) => {
  for (const [name, value] of Object.entries({ key, text, scrambled }))
    python.pyodide.globals.set(name, value);
  expect(await json("[xor_encrypt(text, key), xor_decrypt(scrambled, key)]")).toEqual([scrambled, text]);
});

test("a key is known by its hash", async () => {
  const hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(
    await json(`[make_salt_hash("abc"), verify_key("abc", "${hash}"), verify_key("abd", "${hash}")]`),
  ).toEqual([hash, true, false]);
});

describe("reveal_solution", () => {
  test.each([
    ["an unknown exercise", '"Q9", True, {}, "word"', ["locked", null]],
    ["nothing done", '"Q1", False, {}, ""', ["locked", null]],
    ["a failed check with the right key", '"Q1", False, {}, "word"', ["locked", null]],
    ["a passed check without the key", '"Q1", True, {}, ""', ["no_key", null]],
    ["a passed check with a wrong key", '"Q1", True, {}, "sword"', ["no_key", null]],
    ["a passed check with the key", '"Q1", True, {}, " word "', ["passed", "x = 1"]],
    ["a released key", '"Q1", False, {"Q1": "word"}, ""', ["released", "x = 1"]],
    ["an old release without the typed key", '"Q1", True, {"Q1": True}, ""', ["released", null]],
    ["an old release with the typed key", '"Q1", False, {"Q1": True}, "word"', ["released", "x = 1"]],
    ["a released key that does not open", '"Q1", False, {"Q1": "\\x80é"}, ""', ["locked", null]],
  ])("%s", async (_, given, expected) => {
    await python.run('exercises = {"Q1": {"solution": xor_encrypt("x = 1", "word")}}; None');
    const [id, passed, released, typed] = given.split(/, (?=[TF]|\{|"[^"]*"$)/);
    expect(
      await json(
        `reveal_solution(${id}, ${passed}, exercises, ${released}, ${typed}, make_salt_hash("word"))`,
      ),
    ).toEqual(expected);
  });
});

describe("fetch_released_keys", () => {
  afterEach(() => Reflect.deleteProperty(globalThis, "XMLHttpRequest"));

  test("gives no keys where there is no network", async () => {
    expect(await json("fetch_released_keys()")).toEqual({});
  });

  test.each([
    [200, '{"Q1": "word"}', { Q1: "word" }],
    [404, "not here", {}],
    [200, "not JSON", {}],
    [200, "[1]", {}],
  ])("status %d, %j", async (status, text, keys) => {
    const asked: string[] = [];
    const answer = new TextEncoder().encode(text).buffer;
    Reflect.set(
      globalThis,
      "XMLHttpRequest",
      class {
        status = status;
        statusText = "";
        response = answer;
        open(method: string, url: string, later: boolean) {
          asked.push(`${method} ${url.replace(/\d+$/, "now")} ${later}`);
        }
        send() {}
      },
    );
    expect(await json('fetch_released_keys("https://course.example/keys.json")')).toEqual(keys);
    expect(asked).toEqual(["GET https://course.example/keys.json?t=now false"]);
  });
});

/** The npm package as people get it: packed, installed into an empty folder, and used without any network. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/runtime/manifest.ts";
import { filesBelow } from "./support/terminal.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const top = realpathSync(mkdtempSync(join(tmpdir(), "atelier-tarball-")));
const home = join(top, "home");
const course = join(home, "demo-course");
let tarball = "";

/** A process of its own network, in which there is nothing; where the system refuses that, addresses lead nowhere. */
const alone = ["unshare", "-rn"];
const canBeAlone = spawnSync(alone[0] ?? "", ["-rn", "true"]).status === 0;
const nowhere = "http://127.0.0.1:9";
const offline = {
  HTTP_PROXY: nowhere,
  HTTPS_PROXY: nowhere,
  npm_config_registry: `${nowhere}/`,
  npm_config_cache: join(top, "empty-cache"),
  npm_config_update_notifier: "false",
};

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(cwd: string, ...command: string[]): Promise<Ended> {
  const [program = "", ...words] = canBeAlone ? [...alone, ...command] : command;
  // What npm tells the programs that it runs must not tell this npm where it is.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_)/i.test(name));
  const env = { ...Object.fromEntries(inherited), ...offline };
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, env });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

const workshop = (cwd: string, ...words: string[]) => run(cwd, "npx", "--no-install", "workshop", ...words);

beforeAll(async () => {
  mkdirSync(home);
  const tsx = join(root, "node_modules/.bin/tsx");
  const packed = spawnSync(tsx, [join(root, "scripts/pack.ts"), join(top, "packed")], { encoding: "utf8" });
  expect(packed.status, packed.stderr).toBe(0);
  tarball = packed.stdout.trim().split("\n").at(-1) ?? "";
  const installed = await run(home, "npm", "install", "--offline", tarball);
  expect(installed.code, installed.err).toBe(0);
}, 300_000);
afterAll(() => rmSync(top, { recursive: true, force: true }));

test("the package is small enough, brings nothing else with it, and the licences of all that is in it", () => {
  expect(statSync(tarball).size).toBeLessThan(80e6);
  const modules = join(home, "node_modules");
  expect(readdirSync(modules).filter((name) => !name.startsWith("."))).toEqual(["@atelier-notebooks"]);
  expect(readdirSync(join(modules, "@atelier-notebooks"))).toEqual(["workshop"]);

  const inside = join(modules, "@atelier-notebooks/workshop");
  const files = filesBelow(inside);
  expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
  const licences = files.filter((name) => name.startsWith("dist-cli/licences/")).join();
  for (const name of ["commander", "valibot", "jose", "smol-toml", "uqr"]) expect(licences).toContain(name);
  expect(files).toContain("dist/licences/python.txt");
  expect(files.filter((name) => /^dist\/(demo|courses)/.test(name))).toEqual([]);
  expect(readFileSync(join(inside, "dist-cli/cli.mjs"), "utf8")).not.toContain(root);
});

test("its version is that of the package, by the command that the guide names", async () => {
  const about = v.object({ name: v.string(), version: v.string() });
  const { name, version } = v.parse(about, JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const said = await run(home, "npx", "--package", name, "workshop", "--version");
  expect(said).toMatchObject({ code: 0, out: `${version}\n` });
});

test("a course from the first command to a released key", async () => {
  const made = await workshop(home, "new", "demo-course");
  // As it is written, and with the real Python: solved it passes, stripped it waits.
  const next = /^Next: (.*)$/m.exec(made.out)?.[1] ?? "";
  expect(await run(home, "sh", "-c", next)).toMatchObject({ code: 0 });

  const site = join(course, "site");
  const files = filesBelow(site);
  expect(files).toEqual(expect.arrayContaining(["index.html", "selftest.html", "course.json"]));
  const manifest = readManifest(readFileSync(join(site, "runtime/manifest.json"), "utf8"));
  if ("failure" in manifest) return expect.fail(manifest.detail);
  const packs = Object.values(manifest.parts).map(({ file, transfer }) => [file, transfer]);
  expect(packs.map(([file]) => [file, statSync(join(site, "runtime", String(file))).size])).toEqual(packs);
  expect(files.filter((name) => name.startsWith("islands/")).length).toBeGreaterThan(1);

  expect(await workshop(course, "audit")).toMatchObject({ code: 0 });
  expect(await releasedStates()).toEqual(["no", "no"]);
  expect(await workshop(course, "release-key", "Q1")).toMatchObject({ code: 0 });
  expect(await releasedStates()).toEqual(["yes", "no"]);
  expect(await workshop(course, "relase-key")).toMatchObject({ code: 2 });
});

async function releasedStates(): Promise<string[]> {
  const { out } = await workshop(course, "status", "--json");
  const exercise = v.object({ released: v.string() });
  const said = v.object({ notebooks: v.array(v.object({ exercises: v.array(exercise) })) });
  const { notebooks } = v.parse(said, JSON.parse(out));
  return notebooks.flatMap(({ exercises }) => exercises.map(({ released }) => released));
}

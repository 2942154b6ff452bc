import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { alone, runStages, type Stage, type Workplace } from "../../scripts/stages.ts";

let root: string;
let place: Workplace;
let out: string;
let made: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "atelier-stages-"));
  made = [];
  out = join(root, "dist");
  place = {
    root,
    cache: join(root, "cache"),
    timed: async (title, work) => {
      made.push(title);
      await work();
    },
  };
  await mkdir(join(root, "one"));
  await writeFile(join(root, "one", "a.txt"), "a");
  await writeFile(join(root, "two.txt"), "b");
});

afterEach(() => rm(root, { recursive: true }));

const copying = (name: string, input: string, file: string): Stage => ({
  name,
  title: name,
  inputs: [input],
  fill: async (folder) => writeFile(join(folder, `${name}.txt`), await readFile(join(root, file))),
});

const run = () =>
  runStages(
    [copying("one", "one", "one/a.txt"), copying("two", "two.txt", "two.txt")],
    place,
    out,
    async (folder) => writeFile(join(folder, "all.txt"), (await readdir(folder)).sort().join(" ")),
  );

test("makes each stage once, and again when its inputs change", async () => {
  expect(await run()).toBe(true);
  expect(made).toEqual(["one", "two"]);
  expect(await readFile(join(out, "all.txt"), "utf8")).toBe("one.txt two.txt");

  expect(await run()).toBe(false);
  expect(made).toEqual(["one", "two"]);

  await writeFile(join(root, "two.txt"), "c");
  expect(await run()).toBe(true);
  expect(made).toEqual(["one", "two", "two"]);
  expect(await readFile(join(out, "two.txt"), "utf8")).toBe("c");
});

test("a file with another name is another input", async () => {
  await run();
  await writeFile(join(root, "one", "b.txt"), "");
  await run();
  expect(made).toEqual(["one", "two", "one"]);
});

test("puts the result together again when it was deleted, without making the stages anew", async () => {
  await run();
  await rm(out, { recursive: true });
  expect(await run()).toBe(true);
  expect(made).toEqual(["one", "two"]);
  expect((await readdir(out)).sort()).toEqual(["all.txt", "one.txt", "two.txt"]);
});

test("a stage that fails leaves the last result as it was and is tried again", async () => {
  await run();
  const broken = { ...copying("two", "one", "two.txt"), fill: () => Promise.reject(new Error("no")) };
  await expect(runStages([broken], place, out, async () => {})).rejects.toThrow("no");
  expect((await readdir(out)).sort()).toEqual(["all.txt", "one.txt", "two.txt"]);
  await expect(runStages([broken], place, out, async () => {})).rejects.toThrow("no");
});

test("names an input that is missing", async () => {
  const lost = copying("lost", "nowhere.txt", "two.txt");
  await expect(runStages([lost], place, out, async () => {})).rejects.toThrow("The build needs nowhere.txt");
});

test("two builds in one cache take turns", async () => {
  const steps: string[] = [];
  const build = (name: string) =>
    alone(place.cache, async () => {
      steps.push(`${name} begins`);
      await readFile(join(root, "two.txt"));
      steps.push(`${name} ends`);
    });
  await Promise.all([build("first"), build("second")]);
  const [first, , second] = steps.map((step) => step.split(" ")[0]);
  expect(steps).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
});

test("the lock of a process that died is taken over, and one that failed lets go", async () => {
  await mkdir(place.cache, { recursive: true });
  await writeFile(join(place.cache, "lock"), "4194305");
  await expect(alone(place.cache, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await alone(place.cache, async () => "done")).toBe("done");
});

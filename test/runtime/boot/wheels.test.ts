/** What goes wrong while fetching packages is said in one sentence. pip is a script here that fails as pip does. */
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getWheels, parseRequirements } from "../../../scripts/runtime/wheels.ts";

const hash = "0".repeat(64);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-wheels-"));
  vi.stubEnv("PATH", folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function fetchOne(complaint?: string): Promise<unknown> {
  const list = join(folder, "wheels.txt");
  await writeFile(list, `# nothing has this hash\ntomlkit==0.15.2 --hash=sha256:${hash}\n`);
  if (complaint !== undefined) {
    await writeFile(join(folder, "python3"), `#!/bin/sh\nprintf '%s\\n' "${complaint}" >&2\nexit 1\n`);
    await chmod(join(folder, "python3"), 0o755);
  }
  return getWheels(() => {}, list);
}

test("a requirement is a name, a version and one hash", () => {
  const [requirement] = parseRequirements(`# comment\n\nmsgspec==0.22.0 --hash=sha256:${hash}\n`);
  expect(requirement).toEqual({ name: "msgspec", version: "0.22.0", sha256: hash });
  expect(() => parseRequirements("msgspec>=0.22.0")).toThrow('found "msgspec>=0.22.0"');
});

test("without Python it says what to install", async () => {
  await expect(fetchOne()).rejects.toThrow("install Python 3.9 or newer with pip");
});

test("without pip it says what to install", async () => {
  await expect(fetchOne("/usr/bin/python3: No module named pip")).rejects.toThrow(
    "Python has no pip: install python3-pip.",
  );
});

test("a file that is not the listed one is named, and stops the build", async () => {
  const complaint = `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.
    tomlkit==0.15.2 from https://index.invalid/tomlkit-0.15.2-py3-none-any.whl (from -r wheels.txt (line 2)):
        Expected sha256 ${hash}
             Got        ${"1".repeat(64)}`;
  await expect(fetchOne(complaint)).rejects.toThrow(
    "The package index has another file for tomlkit than the one listed in scripts/wheels.txt.",
  );
});

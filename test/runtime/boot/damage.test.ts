/** A runtime that is not whole is refused; a snapshot that does not fit is done without. */
import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Zstd } from "@hpcc-js/wasm-zstd";
import { decompress } from "fzstd";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runtimeFolder } from "../../../scripts/runtime/paths.ts";
import { type RuntimeManifest, type RuntimePartName, readManifest } from "../../../src/runtime/manifest.ts";
import { startPython } from "../../../src/runtime/node.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-damage-"));
  await cp(runtimeFolder, folder, { recursive: true });
  // No unpacked copy of the whole runtime may stand in for the damaged one.
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  // The parts that were whole may still be on their way into the cache.
  await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 200 });
});

async function manifest(): Promise<RuntimeManifest> {
  const read = readManifest(await readFile(join(folder, "manifest.json"), "utf8"));
  if ("failure" in read) throw new Error(read.detail);
  return read;
}

const zstd = await Zstd.load();
const packings = {
  identity: { unpack: (bytes: Uint8Array) => bytes, pack: (bytes: Uint8Array) => bytes },
  gzip: { unpack: gunzipSync, pack: (bytes: Uint8Array) => gzipSync(bytes, { level: 1 }) },
  zstd: {
    unpack: (bytes: Uint8Array) => decompress(bytes),
    pack: (bytes: Uint8Array) => zstd.compress(bytes, 1),
  },
};

/** Changes a part's bytes; `honest` corrects its hash in the manifest, too. */
async function change(name: RuntimePartName, edit: (bytes: Buffer) => void, honest: boolean): Promise<void> {
  const all = await manifest();
  const part = all.parts[name];
  const path = join(folder, part.file);
  const file = await readFile(path);
  const packing = packings[part.encoding];
  const bytes = Buffer.from(packing.unpack(file));
  edit(bytes);
  await writeFile(path, packing.pack(bytes));
  if (honest) part.sha256 = createHash("sha256").update(bytes).digest("hex");
  await writeFile(join(folder, "manifest.json"), JSON.stringify(all));
}

function flip(bytes: Buffer): void {
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
}

test.each(["files", "snapshot", "wasm", "stdlib", "asmModule"] as const)(
  "a wrong bit in %s is found before anything runs",
  async (name) => {
    await change(name, flip, false);
    const { file } = (await manifest()).parts[name];
    await expect(startPython({ folder })).rejects.toThrow(`${join(folder, file)} is damaged or missing`);
  },
);

test("bytes that are no packed part are found", async () => {
  const { file } = (await manifest()).parts.snapshot;
  await writeFile(join(folder, file), "<!doctype html>");
  await expect(startPython({ folder })).rejects.toThrow(`${join(folder, file)} is damaged or missing`);
});

test("a damaged copy of what was unpacked is not used, and made anew", async () => {
  const python = await startPython({ folder });
  python.close();
  const kept = join(folder, "cache/atelier/parts");
  const { sha256 } = (await manifest()).parts.snapshot;
  expect(await readdir(kept)).toContain(sha256);
  await writeFile(join(kept, sha256), "poison");
  // Under another path, for a process reads a folder once.
  const again = `${folder}-again`;
  await cp(folder, again, { recursive: true });
  expect(await (await startPython({ folder: again })).run("6 * 7")).toBe("42");
  await rm(again, { recursive: true });
  expect((await readFile(join(kept, sha256))).length).toBeGreaterThan(10_000_000);
});

test("a folder without a runtime says how to build one", async () => {
  await rm(join(folder, "manifest.json"));
  await expect(startPython({ folder })).rejects.toThrow("npm run build");
});

test("a manifest of another version is refused", async () => {
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ ...(await manifest()), version: 2 }));
  await expect(startPython({ folder })).rejects.toThrow("manifest.json cannot be read");
});

test("a snapshot of another Pyodide gives way to an ordinary start", async () => {
  // The build's own id follows the four words of the header.
  await change("snapshot", (bytes) => void bytes.fill(0xab, 16, 48), true);
  const lines: string[] = [];
  const python = await startPython({ folder, log: (line) => lines.push(line) });
  expect(python.how).toBe("ordinary");
  expect(lines.join("\n")).toContain("build id mismatch");
  expect(await python.run("import marimo as mo; mo.md('**x**').text")).toContain("<strong>x</strong>");
});

test("a snapshot that traps gives way to an ordinary start", async () => {
  const begin = (bytes: Buffer) => bytes.readUInt32LE(4);
  await change("snapshot", (bytes) => void bytes.fill(0, begin(bytes)), true);
  const python = await startPython({ folder, log: () => {} });
  expect(python.how).toBe("ordinary");
  expect(await python.run("6 * 7")).toBe("42");
});

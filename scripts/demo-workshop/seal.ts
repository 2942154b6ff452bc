/**
 * Seals the demo workshop as `workshop encrypt` does: `seal.ts RUNTIME SITE`, with the folder of a built Python. A
 * program of its own, for the memory of a Python that ran goes only with its process.
 */
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Random } from "../../src/core/solutions/crypto.ts";
import { encrypt } from "../../workshop/commands/encrypt.ts";
import { nodeEffects } from "../../workshop/node-effects.ts";
import { notebookRunner } from "../../workshop/run-notebook.ts";

/** The same bytes at each build. Its keys lie beside this file: there is nothing to guess. */
function fixedRandom(): Random {
  let count = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = createHash("sha256").update(`demo workshop ${count++}`).digest();
      bytes.set(block.subarray(0, Math.min(32, length - at)), at);
    }
    return bytes;
  };
}

async function seal(runtime: string, site: string): Promise<void> {
  const own = fileURLToPath(new URL(".", import.meta.url));
  // The command puts new keys where it finds none, which must never happen in the repository.
  const cwd = await mkdtemp(join(tmpdir(), "atelier-demo-"));
  try {
    for (const name of ["source", "private"]) await cp(join(own, name), join(cwd, name), { recursive: true });
    await mkdir(site, { recursive: true });
    await cp(join(own, "course.json"), join(site, "course.json"));
    const { signal } = new AbortController();
    const effects = {
      ...nodeEffects(signal, (work) => work()),
      cwd,
      random: fixedRandom(),
      run: notebookRunner(runtime),
      print: () => {},
      tell: () => {},
    };
    await encrypt(["source/shifted.py", "source/noise.py"], { output: site, private: "private" }, effects);
  } finally {
    await rm(cwd, { recursive: true });
  }
}

const [runtime = "", site = ""] = process.argv.slice(2);
await seal(resolve(runtime), resolve(site));

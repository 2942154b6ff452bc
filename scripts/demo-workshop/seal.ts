/** Seals the demo workshop as `workshop encrypt` does. */
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Random } from "../../src/core/solutions/crypto.ts";
import { encrypt } from "../../workshop/commands/encrypt.ts";
import { nodeEffects } from "../../workshop/node-effects.ts";
import { notebookRunner } from "../../workshop/run-notebook.ts";
import { bundleForNode } from "../bundle.ts";

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

/** `runtime`: the folder of a built Python; `site`: a folder that becomes the course's. */
export async function sealDemoWorkshop(runtime: string, site: string): Promise<void> {
  const own = fileURLToPath(new URL(".", import.meta.url));
  // The command puts new keys where it finds none, which must never happen in the repository.
  const cwd = await mkdtemp(join(tmpdir(), "atelier-demo-"));
  try {
    for (const name of ["source", "private"]) await cp(join(own, name), join(cwd, name), { recursive: true });
    await mkdir(site, { recursive: true });
    await cp(join(own, "course.json"), join(site, "course.json"));
    const root = join(own, "..", "..");
    const programs = join(cwd, "programs");
    await bundleForNode(root, { "notebook-process": "src/runtime/node/notebook-process.ts" }, programs);
    const effects = {
      ...nodeEffects(new AbortController().signal),
      cwd,
      random: fixedRandom(),
      run: notebookRunner({ program: join(programs, "notebook-process.mjs"), runtime }),
      print: () => {},
      tell: () => {},
    };
    const options = { output: site, private: "private", timeout: 120 };
    await encrypt(["source/shifted.py", "source/noise.py"], options, effects);
  } finally {
    await rm(cwd, { recursive: true });
  }
}

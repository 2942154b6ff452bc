/**
 * What `npm start` and `npm test` need before any package is there: plain JavaScript, Node's own modules only.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const stamp = join(root, "node_modules", ".atelier-installed");

/** A sentence for the person at the terminal, and the exit code that goes with it. */
export class Refusal extends Error {
  constructor(sentence, exitCode = 3) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command to its end. Its output is kept back, and told only when it fails.
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command, parameters, options = {}) {
  return new Promise((settle) => {
    const child = spawn(command, parameters, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
      ...options,
    });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", (error) => settle({ code: null, output: error.message }));
    child.on("close", (code) => settle({ code, output }));
  });
}

/** Throws a Refusal that names the first tool that is missing and what to install. */
export async function requireTools() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Refusal(
      `Atelier needs Node 20.19 or newer, and this is ${process.version}: install it from nodejs.org.`,
    );
  }
  const python = await run("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"]);
  if (python.code !== 0) {
    throw new Refusal(
      "Atelier needs Python 3.9 or newer as `python3`: install it from python.org or your system's packages.",
    );
  }
  const pip = await run("python3", ["-m", "pip", "--version"]);
  if (pip.code !== 0) {
    throw new Refusal(
      "Atelier needs pip for its Python: install your system's `python3-pip` package, or run `python3 -m ensurepip`.",
    );
  }
}

async function lockDigest() {
  const digest = createHash("sha256").update(process.version).update(process.platform).update(process.arch);
  for (const name of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".pnpmfile.cjs"]) {
    digest.update(await readFile(join(root, name)));
  }
  return digest.digest("hex");
}

/** Installs exactly what the lock file names; does nothing when that is what is there. */
export async function installPackages() {
  const wanted = await lockDigest();
  const there = await readFile(stamp, "utf8").catch(() => "");
  if (there === wanted) return;
  const begun = performance.now();
  process.stdout.write("Packages … ");
  // `CI` keeps pnpm from asking questions that nobody is there to answer.
  const env = { ...process.env, CI: "true" };
  const result = await run("npx", ["--yes", "pnpm@10", "install", "--frozen-lockfile"], { env });
  if (result.code !== 0) {
    process.stdout.write("failed\n");
    throw new Refusal(
      `The packages could not be installed (is the network there?):\n${result.output.trim()}`,
    );
  }
  await writeFile(stamp, wanted);
  process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
}

/** Runs an entry script: a Refusal is one sentence, anything else a bug with its stack. */
export async function enter(main) {
  try {
    await main();
  } catch (error) {
    const refused = error instanceof Error && "exitCode" in error;
    process.stderr.write(`${refused ? error.message : error instanceof Error ? error.stack : error}\n`);
    process.exit(refused ? error.exitCode : 1);
  }
}

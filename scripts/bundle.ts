/** Vite, in the two shapes that the build needs: one text that imports nothing, and the shell's documents. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { init, parse } from "es-module-lexer";
import { type InlineConfig, type Plugin, build as viteBuild } from "vite";
import { npmLicence, packageFolder, writeLicence } from "./licences.ts";

/** A file of the build as a manifest tells of it. */
export interface BuiltFile {
  /** Name beside the manifest. */
  file: string;
  bytes: number;
  sha256: string;
}

/** Writes the licence of every npm package that the bundle draws on. */
function collectLicences(folder: string): Plugin {
  return {
    name: "collect-licences",
    async generateBundle() {
      const folders = new Set(
        [...this.getModuleIds()].map(packageFolder).filter((found) => found !== undefined),
      );
      for (const found of folders) await writeLicence(folder, await npmLicence(found));
    },
  };
}

/** Throws when a text that runs from a blob would import a file: there is none beside it. */
async function requireWhole(code: string, entry: string): Promise<void> {
  await init;
  const [imports] = parse(code, entry);
  const left = imports.find((item) => item.type !== "import-meta" && item.specifier !== undefined);
  if (left !== undefined)
    throw new Error(`${entry} still imports ${JSON.stringify(code.slice(left.start, left.end))}.`);
}

/** Writes a text under its name and hash. */
export async function writeHashed(
  folder: string,
  name: string,
  extension: string,
  text: string,
): Promise<BuiltFile> {
  const content = Buffer.from(text);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const file = `${name}-${sha256.slice(0, 10)}.${extension}`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), content);
  return { file, bytes: content.byteLength, sha256 };
}

const common = (root: string, licencesIn: string): InlineConfig => ({
  configFile: false,
  root,
  logLevel: "warn",
  publicDir: false,
  plugins: [collectLicences(licencesIn)],
});

/** An entry and all it imports, styles included, as one classic script and one style sheet. */
export async function bundleScript(
  root: string,
  entry: string,
  folder: string,
): Promise<{ script: string; style: string }> {
  const built = await viteBuild({
    ...common(root, folder),
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      // Fonts and pictures too: nothing can be fetched from where the text runs.
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      cssCodeSplit: false,
      lib: {
        entry: join(root, entry),
        formats: ["iife"],
        name: "atelier",
        fileName: "entry",
        cssFileName: "entry",
      },
      rolldownOptions: { output: { codeSplitting: false, strict: true } },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !("output" in result)) throw new Error(`Vite built nothing from ${entry}.`);
  let style = "";
  let script = "";
  for (const file of result.output) {
    if (file.type === "chunk" && script === "") script = file.code;
    else if (file.type === "asset" && file.fileName === "entry.css") style = String(file.source);
    else throw new Error(`${entry} was built into more than a script and a style sheet: ${file.fileName}.`);
  }
  await requireWhole(script, entry);
  return { script, style };
}

/** Programs for Node in one folder, with every package inside: where they run, nothing is installed. */
export async function bundleForNode(
  root: string,
  entries: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)]));
  await viteBuild({
    ...common(root, folder),
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: "node20",
      rolldownOptions: {
        input,
        output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
      },
    },
  });
}

/** The shell as vite.config.ts has it: the documents and their hashed assets. */
export async function bundleShell(root: string, documents: readonly string[], folder: string): Promise<void> {
  await viteBuild({
    ...common(root, folder),
    configFile: join(root, "vite.config.ts"),
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { input: documents.map((name) => join(root, name)) },
    },
  });
}

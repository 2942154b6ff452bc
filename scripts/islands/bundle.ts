import { readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { init, parse } from "es-module-lexer";
import { build, type Plugin } from "vite";
import { type Patch, patches } from "./patches.ts";

/** One module of the pack, as the bundler wrote it: its imports still name sibling files (`./x.js`). */
export type Chunk = { name: string; text: string };

/** `main.js` and everything that it imports statically: what islands cannot start without. */
export async function startGraph(folder: string): Promise<Set<string>> {
  await init();
  const seen = new Set<string>();
  const visit = async (name: string): Promise<void> => {
    if (seen.has(name)) return;
    seen.add(name);
    const [imports] = parse(await readFile(join(folder, name), "utf8"));
    for (const item of imports) {
      if (item.type === "static" || item.type === "reexport-star")
        await visit(item.specifier.replace("./", ""));
    }
  };
  await visit("main.js");
  return seen;
}

/**
 * Islands' modules again, with the start graph as the one module `start.js`. Lazy modules stay on their own,
 * as the package's authors cut them.
 */
export async function bundleIslands(packageFolder: string): Promise<{ start: Chunk; lazy: Chunk[] }> {
  const folder = await realpath(join(packageFolder, "dist"));
  const startFiles = await startGraph(folder);
  const unused = new Set<Patch>(patches);
  const output = await build({
    configFile: false,
    root: folder,
    logLevel: "warn",
    publicDir: false,
    plugins: [patching(unused)],
    build: {
      write: false,
      target: "esnext",
      modulePreload: false,
      lib: { entry: join(folder, "main.js"), formats: ["es"], fileName: "entry" },
      rolldownOptions: {
        // The package says that only its style sheets have side effects, which is not so for its own chunks.
        treeshake: false,
        output: {
          chunkFileNames: "[name].js",
          minify: true,
          minifyInternalExports: false,
          codeSplitting: {
            groups: [
              {
                name: "start",
                test: (id) => id.startsWith(folder + sep) && startFiles.has(id.slice(folder.length + 1)),
              },
            ],
          },
        },
      },
    },
  });
  if (unused.size > 0) throw new Error(`Unused patches: ${[...unused].map((patch) => patch.why).join("; ")}`);
  return sortOutput(output);
}

type Output = Awaited<ReturnType<typeof build>>;

/** The entry only hands on what the start chunk exports, so it is dropped, and the start chunk is the entry. */
function sortOutput(output: Output): { start: Chunk; lazy: Chunk[] } {
  const [bundle] = Array.isArray(output) ? output : [output];
  if (bundle === undefined || !("output" in bundle)) throw new Error("The bundler gave no output");
  let start: Chunk | undefined;
  const lazy: Chunk[] = [];
  for (const item of bundle.output) {
    if (item.type === "asset") throw new Error(`Unexpected asset: ${item.fileName}`);
    const chunk = { name: item.fileName, text: item.code };
    if (item.isEntry) {
      if (!/^export ?\{[\w,]+\}from"\.\/start\.js";?\s*$/.test(item.code)) {
        throw new Error("The entry is more than a list of the start chunk's exports");
      }
    } else if (item.fileName === "start.js") start = chunk;
    else lazy.push(chunk);
  }
  if (start === undefined) throw new Error("No start chunk");
  return { start, lazy };
}

/** Applies each patch to the one file that it is for, and takes it off the list. */
function patching(unused: Set<Patch>): Plugin {
  return {
    name: "patch-islands",
    transform(code, id) {
      let text = code;
      for (const patch of patches) {
        if (!id.includes(`${sep}${patch.file}`)) continue;
        const parts = text.split(patch.find);
        if (parts.length !== 2)
          throw new Error(`${patch.file}: “${patch.find}” is there ${parts.length - 1} times`);
        text = parts.join(patch.replace);
        unused.delete(patch);
      }
      return text === code ? null : { code: text, map: null };
    },
  };
}

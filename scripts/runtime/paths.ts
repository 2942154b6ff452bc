import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
export const wheelList = join(repository, "scripts/wheels.txt");
export const pythonSources = join(repository, "src/runtime/python");
export const cacheFolder = join(repository, ".cache");
export const runtimeFolder = join(repository, "dist/runtime");
/** The installed npm package. */
export const pyodideFolder = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

import { build } from "vite";

/** One of our modules with all that it imports, as a script that leaves its exports in a global of this name. */
export async function bundleModule(entry: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ["iife"], name, fileName: "module" },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first !== undefined && "output" in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error("Vite built nothing");
  return chunk.code;
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const about = v.object({ dependencies: v.record(v.string(), v.string()) });

/** The licence of islands, the packages that went into it, and the notices that its modules still carry. */
export async function islandsLicences(packageFolder: string, version: string): Promise<string> {
  const ours = (name: string) => readFile(fileURLToPath(new URL(name, import.meta.url)), "utf8");
  const { dependencies } = v.parse(
    about,
    JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")),
  );
  // Packages of marimo's own have no version there.
  const contained = Object.entries(dependencies).filter(([, range]) => !range.startsWith("workspace:"));
  const notices = new Set<string>();
  for (const file of (await readdir(join(packageFolder, "dist"))).sort()) {
    if (!file.endsWith(".js")) continue;
    const text = await readFile(join(packageFolder, "dist", file), "utf8");
    for (const [comment] of text.matchAll(/\/\*(?:[^*]|\*(?!\/))*\*\//g)) {
      if (/@licen[sc]e|@preserve|copyright|^\/\*!/i.test(comment)) notices.add(comment);
    }
  }
  return [
    `@marimo-team/islands ${version}, changed: bundled anew, and the places that compile text to functions`,
    "replaced (scripts/islands/patches.ts). Copyright Marimo. Apache License 2.0, in full below.",
    "",
    "Built by its authors from these packages of npm, each under the licence that it declares there; not all went in:",
    "",
    ...contained.map(([name, range]) => `  ${name} ${range}`),
    "",
    await ours("contained.txt"),
    "Notices found in its modules:",
    "",
    ...notices,
    "",
    await ours("apache-2.0.txt"),
  ].join("\n");
}

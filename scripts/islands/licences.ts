import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The licence of islands, and the notices of others that its modules carry. */
export async function islandsLicences(packageFolder: string, version: string): Promise<string> {
  const apache = await readFile(fileURLToPath(new URL("apache-2.0.txt", import.meta.url)), "utf8");
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
    "The KaTeX fonts in it: Copyright (c) Khan Academy and other contributors, SIL Open Font License 1.1.",
    "",
    "Notices found in its modules:",
    "",
    ...notices,
    "",
    apache,
  ].join("\n");
}

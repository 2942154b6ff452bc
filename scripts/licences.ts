/** The licence texts of everything that the build hands out: each stage writes its own, the index lists them all. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";

export interface Licence {
  /** Package name as its registry spells it. */
  name: string;
  version: string;
  /** SPDX expression, as the package declares it. */
  licence: string;
  text: string;
}

const manifest = v.object({ name: v.string(), version: v.string(), license: v.string() });

/** Writes `licences/<name>-<version>.txt`, whose first line the index reads. */
export async function writeLicence(folder: string, { name, version, licence, text }: Licence): Promise<void> {
  const target = join(folder, "licences");
  await mkdir(target, { recursive: true });
  const file = `${name.replace("@", "").replace("/", "__")}-${version}.txt`;
  await writeFile(join(target, file), `${name} ${version} (${licence})\n\n${text.trim()}\n`);
}

/** Reads the licence of an installed npm package; throws when it has none, for then we may not hand it out. */
export async function npmLicence(packageFolder: string): Promise<Licence> {
  const about = v.parse(manifest, JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")));
  const files = (await readdir(packageFolder))
    .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    .sort();
  const texts = await Promise.all(files.map((name) => readFile(join(packageFolder, name), "utf8")));
  if (texts.length === 0)
    throw new Error(`${about.name} has no licence text (it declares ${about.license}).`);
  return { name: about.name, version: about.version, licence: about.license, text: texts.join("\n\n") };
}

/** The folder of the npm package that a module belongs to; undefined for our own modules. */
export function packageFolder(module: string): string | undefined {
  return /^(?:\0)?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll("\\", "/"))?.[1];
}

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** What to call the texts that do not begin with a name and a version. */
const titles: Record<string, string> = {
  "inter-LICENSE.txt": "Inter, a typeface (OFL-1.1)",
  "jetbrains-mono-LICENSE.txt": "JetBrains Mono, a typeface (OFL-1.1)",
  "islands.txt": "@marimo-team/islands and what it contains (Apache-2.0 and others)",
  "python.txt": "Pyodide (MPL-2.0), Python (PSF-2.0), marimo (Apache-2.0) and its Python packages",
};

/** Writes `licences/index.html` over all the texts that the stages left in `licences/`. */
export async function writeLicenceIndex(folder: string): Promise<void> {
  const target = join(folder, "licences");
  await mkdir(target, { recursive: true });
  const rows: string[] = [];
  for (const file of (await readdir(target)).filter((name) => name.endsWith(".txt")).sort()) {
    const [firstLine = file] = (await readFile(join(target, file), "utf8")).split("\n", 1);
    const title = titles[file] ?? firstLine;
    rows.push(`<li><a href="${escapeHtml(encodeURIComponent(file))}">${escapeHtml(title)}</a></li>`);
  }
  await writeFile(
    join(target, "index.html"),
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Licences · Atelier</title>
<h1>Licences</h1>
<p>Atelier itself is under the MIT licence. It stands on these works of others:</p>
<ul>
${rows.join("\n")}
</ul>
</html>
`,
  );
}

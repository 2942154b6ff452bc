/** The licences of everything on the Python side, in one text beside the app. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { unzipSync } from "fflate";
import type { Wheel } from "./wheels.ts";

const heading = (title: string) => `${"=".repeat(100)}\n${title}\n${"=".repeat(100)}`;

export async function writeLicences(
  path: string,
  wheels: readonly Wheel[],
  pyodideVersion: string,
): Promise<void> {
  const pyodide = `${heading(`Pyodide ${pyodideVersion} (MPL-2.0)`)}

Its source: https://github.com/pyodide/pyodide/tree/${pyodideVersion}

${await text("MPL-2.0.txt")}`;
  const python = `${heading("Python and its standard library (PSF-2.0)")}\n\n${await text("PSF-2.0.txt")}`;
  const libraries = `${heading("Libraries inside of Pyodide")}\n\n${await text("libraries.txt")}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, [pyodide, libraries, python, ...wheels.map(licenceOf)].join("\n\n"));
}

function licenceOf(wheel: Wheel): string {
  const files = Object.entries(
    unzipSync(wheel.bytes, { filter: ({ name }) => name.includes(".dist-info/") }),
  );
  const read = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  const texts = files
    .filter(
      ([path, bytes]) =>
        bytes.length > 0 && /\.dist-info\/(licenses\/|LICEN[CS]E|COPYING|AUTHORS)/.test(path),
    )
    .map(([, bytes]) => read(bytes));
  const metadata = files.find(([path]) => path.endsWith("/METADATA"))?.[1];
  const named = metadata ? /^License(?:-Expression)?: (.+)$/m.exec(read(metadata))?.[1] : undefined;
  if (texts.length === 0 && !named)
    throw new Error(`${wheel.fileName} does not say under which licence it is.`);
  return [heading(`${wheel.name} ${wheel.version}${named ? ` (${named})` : ""}`), ...texts].join("\n\n");
}

function text(name: string): Promise<string> {
  return readFile(new URL(`licences/${name}`, import.meta.url), "utf8");
}

/** Pyodide's lock file with our packages in the place of its own: what is loaded already is never fetched. */
import { unzipSync } from "fflate";
import * as v from "valibot";
import type { Wheel } from "./wheels.ts";

const LockSchema = v.looseObject({
  info: v.looseObject({ python: v.string() }),
  packages: v.record(v.string(), v.looseObject({ version: v.string() })),
});

/** Other names under which a notebook may ask for what is here. */
const aliases: Record<string, string> = { marimo: "marimo-base" };

export type OwnPackage = Pick<Wheel, "name" | "version" | "fileName" | "sha256"> & { imports: string[] };

export function ownPackages(wheels: readonly Wheel[]): OwnPackage[] {
  const packages = wheels.map(({ bytes, ...wheel }) => ({ ...wheel, imports: topLevelNames(bytes) }));
  const named = Object.entries(aliases).flatMap(([name, target]) => {
    const aliased = packages.find((one) => one.name === target);
    return aliased ? [{ ...aliased, name, imports: [] }] : [];
  });
  return [...packages, ...named];
}

function topLevelNames(wheel: Uint8Array): string[] {
  const names = new Set<string>();
  const collect = ({ name }: { name: string }) => {
    const top = /^(\w+)(?:\/|\.py$)/.exec(name)?.[1];
    if (top) names.add(top);
    return false;
  };
  unzipSync(wheel, { filter: collect });
  return [...names];
}

export function makeLock(pyodideLock: string, own: readonly OwnPackage[]): { lock: string; python: string } {
  const lock = v.parse(v.pipe(v.string(), v.parseJson(), LockSchema), pyodideLock);
  const entries = own.map(({ name, version, fileName, sha256, imports }) => {
    const entry = { name, version, file_name: fileName, sha256, imports };
    return [
      name,
      { ...entry, depends: [], install_dir: "site", package_type: "package", unvendored_tests: false },
    ];
  });
  const packages = { ...lock.packages, ...Object.fromEntries(entries) };
  return { lock: JSON.stringify({ ...lock, packages }), python: lock.info.python };
}

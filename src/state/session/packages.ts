/** Package files that the runtime asks for: the shell fetches them, and only from hosts of packages. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Environment } from "../environment.ts";
import type { FrameMessage, PackageAnswer } from "../wall.ts";

export interface PackageState {
  readonly name: string;
  readonly state: "wanted" | "fetching" | "installed" | "failed" | "impossible";
  readonly reason: string;
  readonly bytes: number | null;
}

export interface Packages {
  readonly list: ReadonlySignal<readonly PackageState[]>;
  note(message: Extract<FrameMessage, { kind: "package" }>): void;
  answer(message: Extract<FrameMessage, { kind: "need" }>): Promise<PackageAnswer>;
  close(): void;
}

const MOST_PACKAGES = 500;

export function createPackages(environment: Pick<Environment, "packages">): Packages {
  const aborter = new AbortController();
  const list = signal<readonly PackageState[]>([]);
  return {
    list,
    note({ name, state, reason = "", bytes = null }) {
      const others = list.value.filter((known) => known.name !== name);
      list.value = [...others, { name, state, reason, bytes }].slice(-MOST_PACKAGES);
    },
    async answer({ url }) {
      const got = await environment.packages.fetch(url, aborter.signal);
      return "failure" in got ? { kind: "failed", failure: got.failure } : { kind: "bytes", blob: got };
    },
    close: () => aborter.abort(),
  };
}

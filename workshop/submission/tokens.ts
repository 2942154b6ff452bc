/** Who the servers take this person for, from `login` to the next one: one file that only its owner may read. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { Access, TransportConfig } from "../../src/core/submission/transport.ts";
import type { Effects } from "../effects.ts";
import { readText } from "../read.ts";

/** What a token is kept for, and the only place that it is sent to. */
export type Server = Pick<TransportConfig, "kind" | "url">;

type Keeping = Pick<Effects, "settings">;

const tokensSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.record(v.string(), v.object({ token: v.string(), user: v.string(), name: v.string() })),
);

export async function readAccess(server: Server, effects: Keeping): Promise<Access | undefined> {
  return (await readTokens(effects))[keyOf(server)];
}

/** Addresses, in the order of the first `login`. */
export async function serversSignedIn(kind: Server["kind"], effects: Keeping): Promise<readonly string[]> {
  const prefix = keyOf({ kind, url: "" });
  const keys = Object.keys(await readTokens(effects)).filter((key) => key.startsWith(prefix));
  return keys.map((key) => key.slice(prefix.length));
}

export async function keepAccess(server: Server, access: Access, effects: Keeping): Promise<void> {
  await writeTokens({ ...(await readTokens(effects)), [keyOf(server)]: access }, effects);
}

function keyOf({ kind, url }: Server): string {
  return `${kind} ${url}`;
}

/** A file that cannot be read holds nothing that a new `login` does not bring back. */
async function readTokens({ settings }: Keeping): Promise<Readonly<Record<string, Access>>> {
  const read = v.safeParse(tokensSchema, (await readText(join(settings, "tokens.json"))) ?? "{}");
  return read.success ? read.output : {};
}

async function writeTokens(tokens: Readonly<Record<string, Access>>, { settings }: Keeping): Promise<void> {
  const file = join(settings, "tokens.json");
  const aside = join(settings, `.tokens.json.${process.pid}`);
  await mkdir(settings, { recursive: true, mode: 0o700 });
  await rm(aside, { force: true });
  await writeFile(aside, `${JSON.stringify(tokens, null, 2)}\n`, { flag: "wx", mode: 0o600 });
  await rename(aside, file);
}

/** Which server the course's work goes to: what was typed, the environment, the course's file, or what `login` kept. */
import { resolve } from "node:path";
import { type ConfigAssignment, type CourseConfig, readCourseConfig } from "../../src/core/course/config.ts";
import { readServerAddress } from "../../src/core/course/hosts.ts";
import { isFailure } from "../../src/core/failure.ts";
import type { TransportConfig } from "../../src/core/submission/transport.ts";
import { submissionWords } from "../../src/words/submission-commands.ts";
import { courseWords } from "../../src/words/workshop.ts";
import type { Effects } from "../effects.ts";
import { inputError, usageError } from "../error.ts";
import { findPlace } from "../place.ts";
import { readText, shown } from "../read.ts";

export interface ServerOptions {
  readonly url?: string | undefined;
  /** The course's file; without it the nearest `course.toml` or `mograder.toml`, here or above. */
  readonly config?: string | undefined;
}

type Kind = TransportConfig["kind"];

export interface FoundServer {
  readonly url: string;
  /** Moodle's number of the course, where the course's file is for this server and says it. */
  readonly course: number | null;
  /** What the course's file says of its assignments, unless it is for another server. */
  readonly assignments: readonly ConfigAssignment[];
}

/** Of the environment, as mograder names them. */
const variables = {
  https: { url: "MOGRADER_HTTPS_URL", token: "MOGRADER_HTTPS_TOKEN" },
  moodle: { url: "MOGRADER_MOODLE_URL", token: "MOGRADER_MOODLE_TOKEN" },
} as const;

/** `signedIn`: addresses, of which one will do where nothing else says which. */
export async function findServer(
  kind: Kind,
  options: ServerOptions,
  effects: Effects,
  signedIn: readonly string[] = [],
): Promise<FoundServer> {
  const config = await findConfig(options.config, effects);
  const { transport, assignments } = config;
  const configured = transport?.kind === kind ? transport : undefined;
  const url = saidAddress(kind, options, effects) ?? configured?.url ?? onlyOne(kind, signedIn);
  if (url !== configured?.url)
    return { url, course: null, assignments: transport === null ? assignments : [] };
  return { url, course: configured.kind === "moodle" ? configured.course : null, assignments };
}

async function findConfig(file: string | undefined, effects: Effects): Promise<CourseConfig> {
  return file === undefined ? (await findPlace(".", {}, effects)).config : readFile(file, effects);
}

function saidAddress(kind: Kind, { url }: ServerOptions, { environment }: Effects): string | undefined {
  const said = url ?? environment[variables[kind].url];
  if (!said) return undefined;
  const address = readServerAddress(said);
  if (address === undefined) throw usageError(submissionWords.badAddress(said));
  return address;
}

function onlyOne(kind: Kind, signedIn: readonly string[]): string {
  const [url, ...others] = signedIn;
  if (url === undefined) throw usageError(submissionWords.noServer(kind));
  if (others.length > 0) throw usageError(submissionWords.severalServers(signedIn));
  return url;
}

async function readFile(name: string, { cwd }: Effects): Promise<CourseConfig> {
  const file = resolve(cwd, name);
  const text = await readText(file);
  if (text === undefined) throw inputError(submissionWords.noFile, shown(file, cwd));
  const config = readCourseConfig(text);
  if (!isFailure(config)) return config;
  throw inputError(courseWords(config), shown(file, cwd), config.line ?? undefined);
}

/**
 * The token that lies in the environment. A folder that somebody handed on must not say where it goes, so the server
 * must have been named by the person: by `typed`, or in the environment, too.
 */
export function ambientToken(
  { kind, url }: { readonly kind: Kind; readonly url: string },
  typed: string | undefined,
  { environment, tell }: Effects,
): string | undefined {
  const token = environment[variables[kind].token];
  if (!token) return undefined;
  if (typed || environment[variables[kind].url]) return token;
  tell(submissionWords.ambientToken(variables[kind].token, variables[kind].url, url));
  return undefined;
}

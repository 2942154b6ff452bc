/** Which server the course's work goes to: what was typed, the environment, or the course's file. */
import { resolve } from "node:path";
import { type CourseConfig, readCourseConfig } from "../../src/core/course/config.ts";
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
}

/** Of the environment, as mograder names them. */
const variables = {
  https: { url: "MOGRADER_HTTPS_URL", token: "MOGRADER_HTTPS_TOKEN" },
  moodle: { url: "MOGRADER_MOODLE_URL", token: "MOGRADER_MOODLE_TOKEN" },
} as const;

export async function findServer(kind: Kind, options: ServerOptions, effects: Effects): Promise<FoundServer> {
  const configured = await configuredServer(kind, options.config, effects);
  const said = options.url ?? effects.environment[variables[kind].url];
  if (!said) {
    if (configured === undefined) throw usageError(submissionWords.noServer(kind));
    return configured;
  }
  const url = readServerAddress(said);
  if (url === undefined) throw usageError(submissionWords.badAddress(said));
  return url === configured?.url ? configured : { url, course: null };
}

async function configuredServer(
  kind: Kind,
  file: string | undefined,
  effects: Effects,
): Promise<FoundServer | undefined> {
  const config =
    file === undefined ? (await findPlace(".", {}, effects)).config : await readFile(file, effects);
  const { transport } = config;
  if (transport?.kind !== kind) return undefined;
  return { url: transport.url, course: transport.kind === "moodle" ? transport.course : null };
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
  tell(submissionWords.ambientToken(variables[kind].token, url));
  return undefined;
}

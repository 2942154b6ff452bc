/** `workshop serve-course`: serves a course until the person ends it, which is no failure. */
import { open, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { serveWords } from "../../src/words/serve.ts";
import { courseServerWords as words } from "../../src/words/serve-course.ts";
import type { Effects } from "../effects.ts";
import { inputError, usageError } from "../error.ts";
import { shown } from "../read.ts";
import { type CourseFolder, openCourseFolder } from "../serve-course/course-folder.ts";
import { userNameFaults } from "../serve-course/names.ts";
import { isReadable, loadOrMakeSecret, SECRET_FILE } from "../serve-course/secret.ts";
import { type ServedCourse, serveCourse } from "../serve-course/serve-course.ts";
import { listTokens } from "../serve-course/tokens.ts";
import { isLoopback } from "../web/hosts.ts";
import { aborted, readHost, readPemFiles, readPort, readTls } from "../web/start.ts";

export interface ServeCourseCommandOptions {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly releaseDir?: string | undefined;
  /** False with `--no-auth`. */
  readonly auth: boolean;
  readonly trustNetwork?: boolean | undefined;
  readonly generateTokens?: string | undefined;
  readonly enrollmentCode?: string | undefined;
  readonly enrollmentCodeFile?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** Megabytes. */
  readonly maxSize: string;
  readonly log?: string | undefined;
}

/** No notebook is larger, and no form that is read. */
const MOST_MEGABYTES = 1_000;

export async function serveCourseCommand(
  directory: string,
  options: ServeCourseCommandOptions,
  effects: Effects,
): Promise<void> {
  const course = await openCourseFolder(directory, options.releaseDir, effects.cwd);
  if (options.generateTokens !== undefined) {
    const users = await readUsers(options.generateTokens, effects.cwd);
    const faults = userNameFaults(users);
    if (faults.length > 0) throw inputError(faults.join("\n"));
    return effects.print(listTokens(await loadOrMakeSecret(course.root, effects), users));
  }
  const address = readAddress(options, effects);
  const pem = readPemFiles(options);
  const most = readMegabytes(options.maxSize);
  const code = await readCode(options, effects);
  const tls = pem && (await readTls(pem, effects.cwd));
  const secret = options.auth ? await loadOrMakeSecret(course.root, effects) : undefined;
  const log = await openLog(options.log, effects);
  const { tell } = effects;
  const served = await serveCourse({ course, ...address, tls, secret, code, most, log: log.write, tell });
  await announce(served, { course, secret, code }, effects);
  await aborted(effects.signal);
  tell(words.stopping);
  await served.finish();
  await log.close();
}

/** As `mograder serve` takes them, also from the environment. */
function readAddress(
  { port, host, auth, trustNetwork = false }: ServeCourseCommandOptions,
  { environment }: Effects,
): { readonly port: number; readonly host: string } {
  const given = environment.PORT || undefined;
  const address = {
    port: readPort(port ?? given ?? "8080"),
    host: readHost(host ?? (given === undefined ? "127.0.0.1" : "0.0.0.0")),
  };
  if (!auth && !trustNetwork && !isLoopback(address.host)) throw usageError(words.openToAll(address.host));
  return address;
}

function readMegabytes(text: string): number {
  const megabytes = Number(text);
  if (megabytes > 0 && megabytes <= MOST_MEGABYTES) return Math.ceil(megabytes * 1_000_000);
  throw usageError(words.badMaxSize(text));
}

async function readCode(
  { enrollmentCode, enrollmentCodeFile }: ServeCourseCommandOptions,
  { environment, cwd }: Effects,
): Promise<string | undefined> {
  const given = enrollmentCode ?? (environment.MOGRADER_ENROLLMENT_CODE || undefined);
  if (given !== undefined && enrollmentCodeFile !== undefined) throw usageError(words.twoCodes);
  const code = enrollmentCodeFile === undefined ? given : (await readGiven(enrollmentCodeFile, cwd)).trim();
  if (code === "") throw usageError(words.emptyCode);
  return code;
}

async function readUsers(file: string, cwd: string): Promise<string[]> {
  const lines = (await readGiven(file, cwd)).split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "");
}

async function readGiven(file: string, cwd: string): Promise<string> {
  const path = resolve(cwd, file);
  return readFile(path, "utf8").catch(() => {
    throw inputError(words.noFile, shown(path, cwd));
  });
}

interface Log {
  write(line: string): void;
  close(): Promise<void>;
}

/** Without a file, standard error. There go also the lines that a full disk does not take. */
async function openLog(file: string | undefined, { cwd, tell }: Effects): Promise<Log> {
  if (file === undefined) return { write: tell, close: async () => {} };
  const path = resolve(cwd, file);
  const handle = await open(path, "a", 0o600).catch(() => {
    throw inputError(words.noLog, shown(path, cwd));
  });
  const stream = handle.createWriteStream();
  let isBroken = false;
  stream.on("error", (error) => {
    isBroken = true;
    tell(words.logBroken(shown(path, cwd), error.message));
  });
  return {
    write: (line) => (isBroken ? tell(line) : void stream.write(`${line}\n`)),
    close: () => new Promise((settle) => stream.end(() => settle())),
  };
}

interface Announced {
  readonly course: CourseFolder;
  readonly secret: string | undefined;
  readonly code: string | undefined;
}

async function announce(
  { urls, hasAssignments }: ServedCourse,
  { course, secret, code }: Announced,
  { tell, print, cwd }: Effects,
): Promise<void> {
  const [url = "", ...others] = urls;
  const { protocol, hostname } = new URL(url);
  if (secret === undefined) tell(words.openHere);
  else if (await isReadable(course.root))
    tell(words.readableSecret(shown(join(course.root, SECRET_FILE), cwd)));
  if (secret !== undefined) tell(code === undefined ? words.registrationOff : words.registrationOn);
  if (!hasAssignments) tell(words.noAssignments(shown(course.root, cwd)));
  if (protocol === "http:" && !isLoopback(hostname)) tell(words.plainHttp);
  if (others.length > 0) print(serveWords.alsoAt(others));
  print(words.running(url));
}

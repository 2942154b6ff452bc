/** Files that Moodle holds: what a course hands out, what was submitted, feedback. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { RemoteFile } from "../../core/submission/transport.ts";
import { readBlob, request } from "../request.ts";
import { type Caller, form, type Site } from "./call.ts";
import { errorSchema, failureOf, type MoodleError } from "./failures.ts";

/** Notebooks with their data. Bytes. */
const MOST_FILE = 100 * 1024 * 1024;
/** Longer than any error of Moodle's. Bytes. */
const MOST_ERROR = 16 * 1024;

/** Of this site with the token, in the body; of any other address without it. */
export async function fetchFile(
  { site, token, signal }: Caller,
  file: RemoteFile,
): Promise<Blob | TransportFailure> {
  const missing = { failure: "no-such-file", name: file.name } as const;
  const own = ownAddress(site, file.url);
  const url = own ?? foreignAddress(file.url);
  if (url === undefined) return missing;
  const asOwner = own === undefined ? {} : ({ method: "POST", body: form({ token }) } as const);
  const response = await request(url, { ...asOwner, signal });
  if (isFailure(response)) return response;
  const blob = await readBlob(response, file.name, MOST_FILE, signal);
  if (isFailure(blob)) return blob;
  const { host } = new URL(url);
  const { ok, status } = response;
  const error = own === undefined || blob.size === file.bytes ? undefined : await readError(blob);
  if (error !== undefined) return failureOf(error, host, status, missing);
  if (ok && !isForeignPage(blob, file.name)) return blob;
  return status === 404 ? missing : { failure: "server-broken", host, status };
}

/** As {@link fetchFile}, of the very size that Moodle has just said: what will be sent back, or stands for it. */
export async function fetchWhole(caller: Caller, file: RemoteFile): Promise<Blob | TransportFailure> {
  const blob = await fetchFile(caller, file);
  if (isFailure(blob) || blob.size === file.bytes) return blob;
  return { failure: "server-broken", host: caller.site.host, status: 200 };
}

/** What a network that wants something first puts in the place of every file. */
function isForeignPage({ type }: Blob, name: string): boolean {
  return type.startsWith("text/html") && !/\.html?$/i.test(name);
}

/**
 * The script of the web services that gives out files takes the token; the one for pages, which files of courses name,
 * does not. The address is made anew below the site's own, so that none which only looks like it gets the token.
 */
function ownAddress(site: Site, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { host, pathname, search } = new URL(address);
  const { pathname: folder } = new URL(`${site.url}/`);
  if (host !== site.host || !pathname.startsWith(folder)) return undefined;
  const path = /^(?:webservice\/)?pluginfile\.php(\/.*|$)/.exec(pathname.slice(folder.length))?.[1];
  return path === undefined ? undefined : `${site.url}/webservice/pluginfile.php${path}${search}`;
}

function foreignAddress(address: string): string | undefined {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}

/** Moodle sends failures with status 200 here, too; a file that a course hands out may be JSON as well. */
async function readError(blob: Blob): Promise<MoodleError | undefined> {
  if (!blob.type.startsWith("application/json") || blob.size > MOST_ERROR) return undefined;
  const read = v.safeParse(fileErrorSchema, await blob.text());
  return read.success ? read.output : undefined;
}

const fileErrorSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ ...errorSchema.entries, error: v.string(), stacktrace: v.unknown() }),
);

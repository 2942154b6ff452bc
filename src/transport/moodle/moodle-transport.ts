/** Moodle's web services, as its own app uses them (spec/moodle-web-services.md). */
import { digestOf } from "../../core/digest.ts";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type {
  Access,
  MoodleTransport,
  Outgoing,
  StoredFile,
  TransportConfig,
} from "../../core/submission/transport.ts";
import { fetchAssignments } from "./assignments.ts";
import { type Caller, probe, type Site } from "./call.ts";
import { fetchCourses } from "./courses.ts";
import { storedName } from "./file-names.ts";
import { fetchFile, fetchWhole } from "./files.ts";
import { type MoodleFile, remoteFile } from "./shapes.ts";
import { launchAddress, signIn, signInByLink } from "./sign-in.ts";
import { closedReason, fetchStatus, gradeOf, submissionOf, submittedFiles } from "./status.ts";
import { submit } from "./submit.ts";

/** `now`: milliseconds since 1970. It only finds words for what Moodle refuses. */
export function createMoodleTransport(
  { url, course }: Extract<TransportConfig, { kind: "moodle" }>,
  now: () => number = Date.now,
): MoodleTransport {
  const site: Site = { url: url.replace(/\/+$/, ""), host: new URL(url).host };
  const caller = ({ token }: Access, signal: AbortSignal): Caller => ({ site, token, signal });
  return {
    kind: "moodle",
    host: site.host,
    probe: (signal) => probe({ site, signal }),
    signIn: (username, password, signal) => signIn({ site, signal }, username, password),
    launchAddress: (passport) => launchAddress(site, passport),
    signInByLink: (pasted, passport, signal) => signInByLink({ site, signal }, pasted, passport),
    courses: (access, signal) => fetchCourses(caller(access, signal)),
    list: (access, signal) => fetchAssignments(caller(access, signal), course),
    file: (access, file, signal) => fetchFile(caller(access, signal), file),
    async status(access, assignment, sent, signal) {
      const status = await fetchStatus(caller(access, signal), assignment, "shown");
      if (isFailure(status)) return status;
      const files = await storedFiles(caller(access, signal), submittedFiles(status), sent);
      if (isFailure(files)) return files;
      return {
        submission: submissionOf(status, files),
        grade: gradeOf(status),
        closed: closedReason(status, assignment, site.host, now()),
      };
    },
    submit: (access, assignment, outgoing, signal) =>
      submit({ caller: caller(access, signal), course, now }, assignment, outgoing),
  };
}

type Sent = Pick<Outgoing, "filename" | "content" | "digest">;

/** With the digest of the file that may be what was sent. */
async function storedFiles(
  caller: Caller,
  files: readonly MoodleFile[],
  sent: Sent | null,
): Promise<readonly StoredFile[] | TransportFailure> {
  const stored: StoredFile[] = [];
  for (const file of files) {
    const path = `${file.filepath ?? "/"}${file.filename}`.slice(1);
    const isSame = sent !== null && path === storedName(sent.filename) && file.filesize === sent.content.size;
    const digest = isSame ? await digestAt(caller, file) : null;
    if (isFailure(digest)) return digest;
    stored.push({ name: isSame ? sent.filename : path, bytes: file.filesize, digest });
  }
  return stored;
}

/** Null where the content is kept from us, as by a storage elsewhere. */
async function digestAt(caller: Caller, file: MoodleFile): Promise<string | null | TransportFailure> {
  const blob = await fetchWhole(caller, remoteFile(file));
  if (!isFailure(blob)) return digestOf(new Uint8Array(await blob.arrayBuffer()));
  return blob.failure === "no-such-file" || blob.failure === "redirected" ? null : blob;
}

/**
 * Submitting: look, upload, save, finalize. Moodle's save replaces every file, drops what breaks a rule without a word,
 * and may leave nothing at all; so everything is looked at beforehand, as it is then and not as it was on the list.
 */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import { refusedByRules } from "../../core/submission/rules.ts";
import type { Outgoing, RemoteAssignment } from "../../core/submission/transport.ts";
import { fetchAssignments, type KnownAssignment } from "./assignments.ts";
import { type Caller, call, type Parameters } from "./call.ts";
import { refusal } from "./failures.ts";
import { storedName } from "./file-names.ts";
import { fetchWhole } from "./files.ts";
import { type MoodleFile, remoteFile, textOf, warnings } from "./shapes.ts";
import { closedReason, fetchStatus, type MoodleStatus, submittedFiles } from "./status.ts";
import { type Upload, uploadAll } from "./upload.ts";

export interface Submitting {
  readonly caller: Caller;
  readonly course: number | null;
  readonly now: () => number;
}

export async function submit(
  submitting: Submitting,
  listed: RemoteAssignment,
  outgoing: Outgoing,
): Promise<undefined | TransportFailure> {
  const { caller, now } = submitting;
  const looked = await look(submitting, listed);
  if (isFailure(looked)) return looked;
  const { assignment, status } = looked;
  const closed = closedReason(status, assignment, caller.site.host, now());
  const refused = closed ?? refusedByRules(assignment.rules, outgoing);
  if (refused) return refused;

  const kept = await keepOthers(caller, looked, outgoing.filename);
  if (isFailure(kept)) return kept;
  const begun = await begin(caller, looked);
  if (begun) return begun;
  const own = { name: outgoing.filename, folder: "/", content: outgoing.content };
  const area = await uploadAll(caller, [own, ...kept]);
  if (typeof area !== "number") return area;
  const unsaved = await save(caller, looked, area);
  if (unsaved) return unsaved;
  return outgoing.final && assignment.rules.hasDrafts
    ? finalize(caller, assignment, outgoing.agreed)
    : undefined;
}

interface Looked {
  readonly assignment: KnownAssignment;
  readonly status: MoodleStatus;
}

async function look(
  { caller, course }: Submitting,
  listed: RemoteAssignment,
): Promise<Looked | TransportFailure> {
  const [assignments, status] = await Promise.all([
    fetchAssignments(caller, course),
    fetchStatus(caller, listed, "raw"),
  ]);
  if (isFailure(assignments)) return assignments;
  if (isFailure(status)) return status;
  const assignment = assignments.find(({ id }) => id === listed.id);
  return assignment === undefined
    ? { failure: "no-such-assignment", assignment: listed.name }
    : { assignment, status };
}

/** Other files of the student's there, to be sent again; a refusal where that would not keep every one of them. */
async function keepOthers(
  caller: Caller,
  { assignment, status }: Looked,
  filename: string,
): Promise<readonly Upload[] | TransportFailure> {
  const { maxFiles, maxBytes } = assignment.rules;
  const others = submittedFiles(status).filter((file) => !isOurs(file, filename));
  const isTooLarge = ({ filesize }: MoodleFile) => maxBytes !== null && (filesize ?? 0) > maxBytes;
  const isTooMany = maxFiles !== null && others.length + 1 > maxFiles;
  const lost = isTooMany ? others : others.filter(isTooLarge);
  if (lost.length > 0) return { failure: "would-lose-files", names: lost.map(({ filename: name }) => name) };
  const kept: Upload[] = [];
  for (const file of others) {
    const content = await fetchWhole(caller, remoteFile(file));
    if (isFailure(content)) return content;
    kept.push({ name: file.filename, folder: file.filepath ?? "/", content });
  }
  return kept;
}

function isOurs({ filename, filepath }: MoodleFile, sent: string): boolean {
  return filepath === "/" && filename === storedName(sent);
}

/** Where there is a time limit, a submission has to be begun. To have begun it before is no failure. */
async function begin(caller: Caller, { assignment, status }: Looked): Promise<undefined | TransportFailure> {
  if (!assignment.hasTimeLimit || status.lastattempt?.submission?.timestarted) return undefined;
  const parameters = { assignid: assignment.id };
  const schema = v.object({ warnings });
  const asked = await call(caller, { name: "mod_assign_start_submission", parameters, schema });
  return isFailure(asked) ? asked : undefined;
}

async function save(
  caller: Caller,
  { assignment, status }: Looked,
  area: number,
): Promise<undefined | TransportFailure> {
  const asked = await call(caller, {
    name: "mod_assign_save_submission",
    parameters: {
      assignmentid: assignment.id,
      "plugindata[files_filemanager]": area,
      ...(assignment.takesText ? currentText(status) : {}),
    },
    schema: v.nullable(warnings),
  });
  if (isFailure(asked)) return asked;
  const [complaint] = asked.answer ?? [];
  return complaint && refusal(complaint.item || complaint.warningcode, caller.site.host);
}

/** Moodle fails without it. Item 0 leaves alone the images in it. */
function currentText({ lastattempt }: MoodleStatus): Parameters {
  const { text, format } = textOf(lastattempt?.submission?.plugins ?? [], "onlinetext") ?? NO_TEXT;
  return {
    "plugindata[onlinetext_editor][text]": text,
    "plugindata[onlinetext_editor][format]": format,
    "plugindata[onlinetext_editor][itemid]": 0,
  };
}

/** Format 1 is HTML. */
const NO_TEXT = { text: "", format: 1 };

/** Moodle gives no reason for a refusal here. */
async function finalize(
  caller: Caller,
  { id }: KnownAssignment,
  agreed: boolean,
): Promise<undefined | TransportFailure> {
  const parameters = { assignmentid: id, acceptsubmissionstatement: agreed ? 1 : 0 };
  const schema = v.nullable(warnings);
  const asked = await call(caller, { name: "mod_assign_submit_for_grading", parameters, schema });
  if (isFailure(asked)) return asked;
  return asked.answer?.length ? { failure: "left-as-draft", host: caller.site.host } : undefined;
}

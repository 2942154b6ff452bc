/** `webservice/upload.php` and `webservice/pluginfile.php`. */
import { MoodleException } from "./exception.ts";
import type { Form, SentFile } from "./form.ts";
import type { Assignment, StoredFile, User } from "./state.ts";
import { userOf, type World } from "./world.ts";

/** Always into the person's draft area, whatever `filearea` says. */
export function upload(world: World, { fields, files }: Form): unknown[] {
  const user = userOf(world, fields.token);
  const asked = Number(fields.itemid ?? 0);
  const itemid = asked > 0 ? asked : unusedItem(world, user);
  const area = `${user.id}/${itemid}`;
  const stored = world.state.drafts.get(area) ?? [];
  if (files.length > 0) world.state.drafts.set(area, stored);
  return files.map((file) =>
    uploadOne(world, user, { file, stored, itemid, filepath: fields.filepath ?? "/" }),
  );
}

interface Uploading {
  readonly file: SentFile;
  readonly stored: StoredFile[];
  readonly itemid: number;
  readonly filepath: string;
}

function uploadOne({ state }: World, user: User, { file, stored, itemid, filepath }: Uploading): unknown {
  const filename = cleanName(file.filename);
  const { usermaxuploadfilesize: most } = state.site;
  if (most >= 0 && file.content.length > most) {
    return { filename, errortype: "fileoversized", error: "File is too large" };
  }
  if (stored.some((other) => other.filename === filename && other.filepath === filepath)) {
    return { filename, errortype: "filenameexist", error: `File already exists: ${filename}` };
  }
  stored.push({ filename, filepath, content: file.content });
  return {
    component: "user",
    contextid: 9,
    userid: String(user.id),
    filearea: "draft",
    filename,
    filepath,
    itemid,
  };
}

/** `clean_param(…, PARAM_FILE)`. */
function cleanName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what goes.
  return name.replace(/[\u0000-\u001f\u007f&<>"`|':\\/]/g, "");
}

function unusedItem({ state }: World, { id }: User): number {
  for (;;) {
    const item = 1 + Math.floor(Math.random() * 999_999_999);
    if (!state.drafts.has(`${id}/${item}`)) return item;
  }
}

/** `path` is what follows the script's name; its owner's other than the person's own are not given out. */
export function pluginFile(world: World, path: string, { fields }: Form): StoredFile {
  const user = userOf(world, fields.token);
  const [context = "", component, area, item = "", ...names] = path
    .split("/")
    .slice(1)
    .map(decodeURIComponent);
  const assignment = world.state.assignments.find(({ cmid }) => cmid + 100 === Number(context));
  const files =
    assignment === undefined ? [] : areaFiles(world, user, assignment, `${component}/${area}/${item}`);
  const found = files.find(({ filepath, filename }) => filepath + filename === `/${names.join("/")}`);
  if (found === undefined) {
    throw new MoodleException("filenotfound", "Sorry, the requested file could not be found", 404);
  }
  return found;
}

function areaFiles(
  { state }: World,
  user: User,
  assignment: Assignment,
  area: string,
): readonly StoredFile[] {
  if (area === "mod_assign/introattachment/0") return assignment.introattachments;
  const own = [...state.submissions, ...state.grades].filter(
    (each) => each.assignment === assignment.id && each.user === user.id,
  );
  const isArea = (each: { readonly id: number }) =>
    area === `assignsubmission_file/submission_files/${each.id}` ||
    area === `assignfeedback_file/feedback_files/${each.id}`;
  return (
    own.find((each) => isArea(each) && "finals" in each === area.startsWith("assignsubmission"))?.files ?? []
  );
}

/** Where files wait until a submission is saved. Nobody sees them there, and Moodle clears them away after days. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import { type Caller, post } from "./call.ts";
import { refusal } from "./failures.ts";
import { number } from "./shapes.ts";

export interface Upload {
  readonly name: string;
  /** The folder in the submission: "/" or "/sub/". */
  readonly folder: string;
  readonly content: Blob;
}

const uploadedSchema = v.array(
  v.union([
    v.object({ errortype: v.string(), error: v.string() }),
    v.object({ itemid: number, filename: v.string() }),
  ]),
);

/** Into an area of its own, for no file of an older one can be replaced. The number of the area. */
export async function uploadAll(
  caller: Caller,
  files: readonly Upload[],
): Promise<number | TransportFailure> {
  let area = 0;
  for (const file of files) {
    const uploaded = await upload(caller, file, area);
    if (typeof uploaded !== "number") return uploaded;
    area = uploaded;
  }
  return area;
}

async function upload(
  caller: Caller,
  { name, folder, content }: Upload,
  area: number,
): Promise<number | TransportFailure> {
  const body = new FormData();
  body.set("token", caller.token);
  body.set("itemid", String(area));
  body.set("filepath", folder);
  // Versions before 4 put files elsewhere without it.
  body.set("filearea", "draft");
  body.set("file_1", content, name);
  const asked = await post(caller, "/webservice/upload.php", body, { schema: uploadedSchema });
  if (isFailure(asked)) return asked;
  const [uploaded] = asked.answer;
  const { host } = caller.site;
  // A body that is larger than the server's own limit arrives without its files.
  if (uploaded === undefined) return { failure: "not-stored", host };
  return "error" in uploaded ? refusal(uploaded.error, host) : uploaded.itemid;
}

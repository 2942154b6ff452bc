/** Who a token belongs to. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Access } from "../../core/submission/transport.ts";
import { type Caller, call } from "./call.ts";
import { number } from "./shapes.ts";

const infoSchema = v.object({
  userid: number,
  username: v.string(),
  fullname: v.string(),
  siteurl: v.string(),
  /** Bytes; -1 for any. */
  usermaxuploadfilesize: v.optional(number, -1),
});

export type SiteInfo = v.InferOutput<typeof infoSchema>;

export async function siteInfo(caller: Caller): Promise<SiteInfo | TransportFailure> {
  const asked = await call(caller, { name: "core_webservice_get_site_info", schema: infoSchema });
  return isFailure(asked) ? asked : asked.answer;
}

export function accessOf({ username, fullname }: SiteInfo, token: string): Access {
  return { token, user: username, name: fullname };
}

/** The ways to a token: name and password, Moodle's own page, or a token that somebody has. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { Access } from "../../core/submission/transport.ts";
import { form, post, type Site, type Visitor } from "./call.ts";
import { launchSignature } from "./md5.ts";
import { accessOf, type SiteInfo, siteInfo } from "./user.ts";

/** The services that Moodle's own app uses: what a site has on that lets people in by it. */
const SERVICE = "moodle_mobile_app";
/** Any program may take links of this scheme; nobody has to, for the link can be copied. */
const SCHEME = "web+atelier";

const tokenSchema = v.object({ token: v.pipe(v.string(), v.regex(/^[\da-f]{32}$/i)) });

export async function signIn(
  visitor: Visitor,
  username: string,
  password: string,
): Promise<Access | TransportFailure> {
  const body = form({ username, password, service: SERVICE });
  const asked = await post(visitor, "/login/token.php", body, { schema: tokenSchema });
  if (isFailure(asked)) return asked;
  const { token } = asked.answer;
  const info = await siteInfo({ ...visitor, token });
  return isFailure(info) ? info : accessOf(info, token);
}

/** `confirmed` keeps the page open, with a link on it that holds the token. */
export function launchAddress(site: Site, passport: string): string {
  const query = new URLSearchParams({ service: SERVICE, passport, urlscheme: SCHEME, confirmed: "1" });
  return `${site.url}/admin/tool/mobile/launch.php?${query}`;
}

export async function signInByLink(
  visitor: Visitor,
  pasted: string,
  passport: string,
): Promise<Access | TransportFailure> {
  const read = readPasted(pasted);
  if (read === undefined) return { failure: "bad-token" };
  const { token, signature } = read;
  const { site } = visitor;
  const info = await siteInfo({ ...visitor, token });
  const isFromHere = signature === undefined || isSigned(signature, passport, [site.url, siteOf(info)]);
  if (!isFromHere && (!isFailure(info) || info.failure === "signed-out")) {
    return { failure: "other-sign-in", host: site.host };
  }
  return isFailure(info) ? info : accessOf(info, token);
}

function siteOf(info: SiteInfo | TransportFailure): string {
  return isFailure(info) ? "" : info.siteurl;
}

interface Pasted {
  readonly token: string;
  /** Of the site and the passport; a token alone has none. */
  readonly signature?: string;
}

/**
 * `scheme://token=BASE64` as Moodle's page gives it, also where it stands percent-encoded in another address; the base64
 * alone; or a token. The base64 says `signature:::token`, and for some `:::` and a secret that we have no use for.
 */
function readPasted(pasted: string): Pasted | undefined {
  const text = decoded(pasted.trim());
  if (/^[\da-f]{32}$/i.test(text)) return { token: text };
  const base64 = /(?:^|token=)([A-Za-z\d+/]{20,}={0,2})/.exec(text)?.[1];
  if (base64 === undefined) return undefined;
  const parts = /^([\da-f]{32}):::([\da-f]{32})(?::::|$)/i.exec(fromBase64(base64));
  return parts?.[1] && parts[2] ? { signature: parts[1], token: parts[2] } : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fromBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}

/** Moodle signs with the address that it believes to have; behind some proxies that has another scheme. */
function isSigned(signature: string, passport: string, sites: readonly string[]): boolean {
  const variants = sites.flatMap((site) => {
    const rest = site.replace(/^https?:/, "").replace(/\/+$/, "");
    return [`https:${rest}`, `http:${rest}`];
  });
  return variants.some((site) => launchSignature(site, passport) === signature.toLowerCase());
}

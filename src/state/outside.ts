/** What comes from a notebook or a link, made harmless: addresses and file names. */

/** An address that may be opened in a new tab, with the host to show; undefined for any other scheme. */
export function readLink(text: string): { url: string; host: string } | undefined {
  const url = parseUrl(text);
  if (url?.protocol === "mailto:") return { url: url.href, host: url.pathname };
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return undefined;
  // A name and password in front of the host are there to deceive.
  return url.username === "" && url.password === "" ? { url: url.href, host: url.host } : undefined;
}

/** An address that a notebook may be fetched from: https, or http on this machine. */
export function readSource(text: string): { url: string; host: string } | undefined {
  const url = parseUrl(text);
  if (url === undefined || url.username !== "" || url.password !== "") return undefined;
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && local)) return undefined;
  return { url: url.href, host: url.host };
}

/** An address that package files may come from: below one of `sources`, or a wheel of this site's own. */
export function isPackageAddress(url: URL, sources: readonly string[], site: string): boolean {
  if (url.username !== "" || url.password !== "") return false;
  if (sources.some((source) => url.href.startsWith(source))) return true;
  // Nothing that a query could carry goes to our own host.
  return url.href.startsWith(site) && url.search === "" && url.pathname.endsWith(".whl");
}

const MAX_NAME = 120;
// Not allowed by some file system, or invisible, or turning the text around to fake an extension.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/:*?"<>|]+/gu;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A plain file name: no folder, no control characters, no leading dots, at most 120 characters with its extension. */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(UNSAFE, "_").replace(/^[.\s]+|[.\s]+$/g, "");
  const safe = plain.replace(DEVICE, "_$1") || "file";
  if (safe.length <= MAX_NAME) return safe;
  const extension = /\.[^.]{1,12}$/.exec(safe)?.[0] ?? "";
  return safe.slice(0, MAX_NAME - extension.length) + extension;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

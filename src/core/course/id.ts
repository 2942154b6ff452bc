/** What names a course, a notebook or a folder: it goes into addresses and file names as it is. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export function isId(text: string): boolean {
  return idPattern.test(text);
}

/** The nearest id to a name of a person's or a folder's: `Week 2: Roots` becomes `week-2-roots`. */
export function toId(name: string, otherwise: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const id = plain.replace(/[^a-z0-9._-]+/g, "-").replace(/^[^a-z0-9]+|-+$/g, "");
  return isId(id) ? id : otherwise;
}

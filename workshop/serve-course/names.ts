/** Names that come with requests and become names of files. */
import { type CourseRefusal, courseRefusals, courseServerWords } from "../../src/words/serve-course.ts";

/** What one folder can hold: no way to anywhere else, nothing hidden, nothing that file systems or terminals mistake. */
export function isPlainName(name: string): boolean {
  if (name === "" || name.startsWith(".") || Buffer.byteLength(name) > 200) return false;
  return !/[/\\\p{Cc}\p{Cs}]/u.test(name);
}

/** Why nobody can be called so; the first three are mograder's. */
export function userNameFault(name: string): CourseRefusal | undefined {
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return "bad-user-name";
  if (name.includes("..")) return "dots-in-user-name";
  const isUnusable = name.startsWith(".") || name.length > 100 || historyTime(`${name}.py`) !== undefined;
  return isUnusable ? "user-name-unusable" : undefined;
}

/** A line for each name that no student can have. */
export function userNameFaults(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    if (name.includes(":")) return [courseServerWords.unusableToken(name)];
    const fault = userNameFault(name);
    return fault === undefined ? [] : [courseServerWords.unusableName(name, courseRefusals[fault](name))];
  });
}

/** `alice_20261126T120000.py` at this second since 1970. */
export function historyName(user: string, second: number): string {
  const time = new Date(second * 1_000).toISOString().replace(/[-:]|\..*$/g, "");
  return `${user}_${time}.py`;
}

/** Milliseconds since 1970 that a submission's name tells; undefined for a name without. */
export function historyTime(name: string): number | undefined {
  const parts = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.py$/.exec(name);
  if (parts === null) return undefined;
  const [year = 0, month = 1, ...rest] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, ...rest);
}

/** Whose submission a file is by its name, with or without a time. */
export function userOf(name: string): string {
  return name.replace(/(?:_\d{8}T\d{6})?\.py$/, "");
}

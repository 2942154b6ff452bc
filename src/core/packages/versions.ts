/** Versions and version specifiers of Python packages (PEP 440), as far as a lock file needs them. */

const VERSION = new RegExp(
  "^v?(?:(?<epoch>\\d+)!)?(?<release>\\d+(?:\\.\\d+)*)" +
    "(?:[-_.]?(?<stage>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<pre>\\d*))?" +
    "(?:-(?<post>\\d+)|[-_.]?(?<posted>post|rev|r)[-_.]?(?<postNumber>\\d*))?" +
    "(?<dev>[-_.]?dev[-_.]?(?<devNumber>\\d*))?(?:\\+[a-z0-9._-]+)?$",
  "i",
);

const CLAUSE = /^(~=|===|==|!=|<=|>=|<|>)(.+)$/;

const STAGES: Readonly<Record<string, number>> = {
  a: 0,
  alpha: 0,
  b: 1,
  beta: 1,
  c: 2,
  rc: 2,
  pre: 2,
  preview: 2,
};

interface Version {
  readonly epoch: number;
  readonly release: readonly number[];
  /** What follows the release, as numbers that sort as PEP 440 says. */
  readonly rest: readonly number[];
  readonly isPre: boolean;
  readonly isPost: boolean;
}

/** The final release sorts behind every `a`, `b` and `rc` of it; a bare `.dev` sorts in front of them. */
const FINAL = 3;
const DEV_ALONE = -1;

function readVersion(text: string): Version | undefined {
  const found = VERSION.exec(text.trim())?.groups;
  if (found?.release === undefined) return undefined;
  const { stage, pre, post, posted, postNumber, dev, devNumber } = found;
  const isPost = post !== undefined || posted !== undefined;
  const bare = dev !== undefined && !isPost ? DEV_ALONE : FINAL;
  const rank = stage === undefined ? bare : (STAGES[stage.toLowerCase()] ?? FINAL);
  const afterFinal = isPost ? Number(post ?? postNumber ?? 0) : -1;
  const devRank = dev === undefined ? Number.POSITIVE_INFINITY : Number(devNumber ?? 0);
  return {
    epoch: Number(found.epoch ?? 0),
    release: found.release.split(".").map(Number),
    rest: [rank, Number(pre ?? 0), afterFinal, devRank],
    isPre: stage !== undefined || dev !== undefined,
    isPost,
  };
}

/** Negative, zero or positive, as for `sort`. */
function compare(left: Version, right: Version): number {
  const length = Math.max(left.release.length, right.release.length);
  const pad = ({ epoch, release, rest }: Version) => [
    epoch,
    ...Array.from({ length }, (_, index) => release[index] ?? 0),
    ...rest,
  ];
  const others = pad(right);
  for (const [index, part] of pad(left).entries()) {
    const other = others[index] ?? 0;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

/**
 * Whether a version is one that `specifier` (`>=1.2,<2`) allows; "" allows all. Pre-releases count as releases, as
 * micropip has it: what is in the lock file was chosen on purpose. A clause that is none allows nothing.
 */
export function satisfies(version: string, specifier: string): boolean {
  const clauses = specifier.split(",").flatMap((clause) => clause.replaceAll(/\s/g, "") || []);
  return clauses.every((clause) => {
    const [, operator, wanted] = CLAUSE.exec(clause) ?? [];
    return operator !== undefined && wanted !== undefined && matches(version, operator, wanted);
  });
}

function matches(version: string, operator: string, wanted: string): boolean {
  if (operator === "===") return version.toLowerCase() === wanted.toLowerCase();
  const left = readVersion(version);
  const wildcard = wanted.endsWith(".*");
  const right = readVersion(wildcard ? wanted.slice(0, -2) : wanted);
  if (left === undefined || right === undefined) return false;
  if (wildcard) return isBelow(left, right, right.release.length) === (operator === "==");
  const order = compare(left, right);
  switch (operator) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0 && (right.isPre || !left.isPre || !isBelow(left, right, right.release.length));
    case ">":
      return order > 0 && (right.isPost || !left.isPost || !isBelow(left, right, right.release.length));
    case "~=":
      return order >= 0 && right.release.length > 1 && isBelow(left, right, right.release.length - 1);
    default:
      return false;
  }
}

/** Whether the first `length` numbers are the same. */
function isBelow(left: Version, right: Version, length: number): boolean {
  if (left.epoch !== right.epoch) return false;
  return right.release.slice(0, length).every((part, index) => (left.release[index] ?? 0) === part);
}

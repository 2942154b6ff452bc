import type { MatchCase, Pattern } from "./syntax.ts";
import { patternNames } from "./walk.ts";

/** What CPython's compiler finds wrong with a case; null when nothing is. */
export function patternProblem(one: MatchCase, isLast: boolean): string | null {
  const names = patternNames(one.pattern);
  if (new Set(names).size < names.length) return "multiple assignments to name in pattern";
  if (!isLast && one.guard === null && isIrrefutable(one.pattern)) {
    return "wildcard makes remaining patterns unreachable";
  }
  return innerProblem(one.pattern);
}

function isIrrefutable(pattern: Pattern): boolean {
  if (pattern.kind === "MatchAs") return pattern.pattern === null || isIrrefutable(pattern.pattern);
  return pattern.kind === "MatchOr" && pattern.patterns.some(isIrrefutable);
}

function innerProblem(pattern: Pattern): string | null {
  if (
    pattern.kind === "MatchSequence" &&
    pattern.patterns.filter((one) => one.kind === "MatchStar").length > 1
  ) {
    return "multiple starred expressions in sequence pattern";
  }
  if (pattern.kind === "MatchOr") {
    const [first, ...others] = pattern.patterns.map((one) => patternNames(one).sort().join());
    if (others.some((names) => names !== first)) return "alternative patterns bind different names";
    if (pattern.patterns.slice(0, -1).some(isIrrefutable))
      return "wildcard makes remaining patterns unreachable";
  }
  return innerPatterns(pattern)
    .map(innerProblem)
    .reduce((found, problem) => found ?? problem, null);
}

function innerPatterns(pattern: Pattern): readonly Pattern[] {
  switch (pattern.kind) {
    case "MatchValue":
    case "MatchStar":
      return [];
    case "MatchAs":
      return pattern.pattern === null ? [] : [pattern.pattern];
    case "MatchSequence":
    case "MatchOr":
    case "MatchMapping":
      return pattern.patterns;
    case "MatchClass":
      return [...pattern.patterns, ...pattern.keywordPatterns];
    default:
      return pattern satisfies never;
  }
}

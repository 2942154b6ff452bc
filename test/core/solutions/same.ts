/** The one assertion of the suites: of no test framework, so that they run in a page as they are. */
export function same(found: unknown, expected: unknown, what = "value"): void {
  const [one, other] = [spell(found), spell(expected)];
  if (one !== other) throw new Error(`${what}: expected ${other}, found ${one}`);
}

function spell(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner instanceof Uint8Array ? [...inner] : sorted(inner),
    ) ?? "undefined"
  );
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

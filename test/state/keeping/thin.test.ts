import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { versionReasons } from "../../../src/state/environment.ts";
import { type KnownVersion, leastNeeded, surplus } from "../../../src/state/keeping/thin.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = 400 * DAY;

const version = (
  id: number,
  age: number,
  reason: KnownVersion["reason"] = "edit",
  size = 10,
): KnownVersion => ({
  id,
  at: NOW - age,
  reason,
  source: "x".repeat(size),
});

const histories = fc
  .array(
    fc.record({
      age: fc.integer({ min: 0, max: 390 * DAY }),
      reason: fc.constantFrom(...versionReasons),
      size: fc.integer({ min: 0, max: 200_000 }),
    }),
    { maxLength: 300 },
  )
  .map((all) =>
    all
      .toSorted((left, right) => left.age - right.age)
      .map(({ age, reason, size }, index) => version(1_000 - index, age, reason, size)),
  );

const kept = (versions: readonly KnownVersion[]): readonly KnownVersion[] => {
  const gone = new Set(surplus(versions, NOW));
  return versions.filter(({ id }) => !gone.has(id));
};

describe("thinning a history", () => {
  it("keeps everything of the last hour and all that was replaced within a month", () => {
    fc.assert(
      fc.property(histories, (versions) => {
        const small = versions.slice(0, 30).map((one) => ({ ...one, source: "" }));
        const ids = new Set(kept(small).map(({ id }) => id));
        const needed = small.filter(({ at, reason }) => {
          const age = NOW - at;
          return age < 60 * MINUTE || (age < 30 * DAY && reason !== "edit" && reason !== "run");
        });
        expect(needed.every(({ id }) => ids.has(id))).toBe(true);
      }),
    );
  });

  it("always keeps the newest or what was replaced, stays within its limits, and is done after one go", () => {
    fc.assert(
      fc.property(histories, (versions) => {
        const left = kept(versions);
        expect(left.length).toBeLessThanOrEqual(200);
        const text = left.reduce((sum, { source }) => sum + source.length, 0);
        expect(text <= 8_000_000 || left.length === 1).toBe(true);
        if (versions.length > 0) expect(left.length).toBeGreaterThan(0);
        expect(surplus(left, NOW)).toEqual([]);
      }),
    );
  });

  it("leaves one version for each quarter of an hour, each day, each week", () => {
    const typed = (ages: readonly number[]) => ages.map((age, index) => version(index, age));
    const minutes = Array.from({ length: 60 }, (_, index) => 2 * 60 * MINUTE + index * MINUTE);
    expect(kept(typed(minutes)).length).toBeLessThanOrEqual(5);
    const hours = Array.from({ length: 48 }, (_, index) => 3 * DAY + index * 60 * MINUTE);
    expect(kept(typed(hours)).length).toBeLessThanOrEqual(3);
    const days = Array.from({ length: 28 }, (_, index) => 60 * DAY + index * DAY);
    expect(kept(typed(days)).length).toBeLessThanOrEqual(5);
  });

  it("gives up typed versions before replaced ones when the disk is full", () => {
    const versions = [
      version(5, 1),
      version(4, 2, "reset"),
      version(3, 3, "run"),
      version(2, 4),
      version(1, 5),
    ];
    expect(leastNeeded(versions)).toEqual([2, 1]);
  });
});

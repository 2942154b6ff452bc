import * as v from "valibot";

/** What `Date` can hold. */
const MOST_SECONDS = 8.64e12;

/** A member with seconds since 1970, as milliseconds; null for 0, for none, and for what is no time. */
export const moment = v.optional(
  v.fallback(
    v.nullable(
      v.pipe(
        v.number(),
        v.gtValue(0),
        v.maxValue(MOST_SECONDS),
        v.transform((seconds) => Math.round(seconds * 1_000)),
      ),
    ),
    null,
  ),
  null,
);

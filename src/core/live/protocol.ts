/**
 * What travels between `workshop serve`, the pages of attendees and the cockpit. All addresses are relative to the
 * site's. Nothing here names a person or carries code: an attendee is a random id that their browser made up.
 */
import * as v from "valibot";

/** A course file that says `"events": "events", "presence": "presence"` is served live. */
export const EVENTS = "events";
export const PRESENCE = "presence";
/** The document of the cockpit; its token is in the address's fragment, `#token=…`, which no server sees. */
export const COCKPIT = "cockpit.html";
/** The cockpit's own addresses; each wants `Authorization: Bearer <token>`. */
export const COCKPIT_EVENTS = "cockpit/events";
export const RELEASE = "release";

/** A presence is sent when it changes, and as a sign of life this often. Milliseconds. */
export const PRESENCE_EVERY = 30_000;
/** After this much silence an attendee counts as gone. Milliseconds. */
export const GONE_AFTER = 75_000;
/** Runs of an exercise without a pass after which an attendee counts as stuck there. */
export const STUCK_AFTER = 5;
/** No body that anybody sends is longer. Bytes. */
export const MOST_BODY = 8_192;

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/));
/** An exercise's id is its author's text. */
const exerciseId = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

/** Event `released` of `events`: keys of these exercises are in `keys.json` now. */
export const releasedSchema = v.object({ notebook: id, exercises: v.array(exerciseId) });
export type Released = v.InferOutput<typeof releasedSchema>;

/** Event `countdowns` of `events`: all that run, by the milliseconds that are left, for device clocks differ. */
export const countdownsSchema = v.array(
  v.object({
    notebook: id,
    exercise: exerciseId,
    left: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400_000)),
  }),
);
export type Countdowns = v.InferOutput<typeof countdownsSchema>;

const progressSchema = v.picklist(["to-do", "in-progress", "passed", "open"]);

/** `POST presence`, by an attendee who has not turned it off. */
export const presenceSchema = v.strictObject({
  /** 22 base64url characters (128 random bits), made anew for each workshop and browser. */
  attendee: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  notebook: id,
  exercises: v.pipe(
    v.array(
      v.strictObject({
        id: exerciseId,
        state: progressSchema,
        /** Runs of the exercise's cells since its check last passed, or since the start. */
        runs: count,
        /** Hints that have been opened. */
        hints: count,
      }),
    ),
    v.maxLength(200),
  ),
  /** They have turned it off: whatever is known of them in this notebook is forgotten at once. */
  forget: v.exactOptional(v.literal(true)),
});
export type Presence = v.InferOutput<typeof presenceSchema>;

/** `POST release`, by the cockpit. */
export const releaseRequestSchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("release"),
    notebook: id,
    /** Exercise ids; all that have a release lock when it is left out. */
    exercises: v.exactOptional(v.pipe(v.array(exerciseId), v.minLength(1), v.maxLength(200))),
    /** Seconds from now: a countdown that everybody sees. Now when it is left out. */
    after: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400))),
  }),
  v.strictObject({ kind: v.literal("cancel"), notebook: id, exercise: exerciseId }),
]);
export type ReleaseRequest = v.InferOutput<typeof releaseRequestSchema>;

/** Answer to `POST release`; `failure` is set with a status from 400. */
export const releaseAnswerSchema = v.union([
  v.object({ released: v.array(exerciseId), already: v.array(exerciseId), counting: v.array(exerciseId) }),
  v.object({ failure: v.string(), message: v.string() }),
]);
export type ReleaseAnswer = v.InferOutput<typeof releaseAnswerSchema>;

const exerciseCountsSchema = v.object({
  id: exerciseId,
  title: v.string(),
  /** The locks' names, in the words of the format: `release`, `session`, … */
  locks: v.array(v.string()),
  /** Whether the cockpit can release it: it has a release lock, and its key is at hand. */
  releasable: v.boolean(),
  released: v.boolean(),
  /** Attendees by how far they are; their sum is the notebook's `attendees`. */
  counts: v.object({ toDo: count, inProgress: count, passed: count, open: count }),
  /** Attendees with at least {@link STUCK_AFTER} runs and no pass, whose solution is not open. */
  stuck: count,
});

/** Event `room` of `cockpit/events`: the whole picture, at once and then whenever it changes. */
export const roomSchema = v.object({
  title: v.string(),
  /** Where attendees go; several when the laptop has several addresses. The first is the one to show. */
  join: v.array(v.string()),
  /** Open pages that listen for releases now, and those of them that also tell how far they are. */
  connected: count,
  attendees: count,
  notebooks: v.array(
    v.object({
      id,
      title: v.string(),
      attendees: count,
      exercises: v.array(exerciseCountsSchema),
      /** Nobody is named: the runs and hints of each who is stuck, most runs first, fifty at most. */
      stuck: v.array(v.object({ exercise: exerciseId, runs: count, hints: count })),
    }),
  ),
  countdowns: countdownsSchema,
  /** What pages on this address lack for want of a secure context; empty on https and loopback. */
  lacking: v.array(v.picklist(["offline", "scanner", "clipboard"])),
});
export type Room = v.InferOutput<typeof roomSchema>;

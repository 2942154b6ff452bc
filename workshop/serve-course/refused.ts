/** A request that is not done: thrown anywhere in this folder, caught where answers are made. */
import { type CourseRefusal, courseRefusals } from "../../src/words/serve-course.ts";

export class Refused extends Error {
  readonly code: CourseRefusal;
  /** Seconds until it may be tried again. */
  readonly wait: number | undefined;

  /** `about`: what the sentence names. */
  constructor(code: CourseRefusal, about = "", wait?: number) {
    const sentence: (about: string) => string = courseRefusals[code];
    super(sentence(about));
    this.code = code;
    this.wait = wait;
  }

  get status() {
    return statuses[this.code];
  }
}

const statuses = {
  "not-found": 404,
  "bad-request": 400,
  "too-slow": 408,
  "head-too-large": 431,
  "signed-out": 401,
  "other-user": 403,
  "instructor-only": 403,
  "too-many-tries": 429,
  "invalid-path": 403,
  "no-such-file": 404,
  "no-such-assignment": 404,
  "list-unreadable": 500,
  "no-user": 400,
  "bad-user-name": 400,
  "dots-in-user-name": 400,
  "user-name-unusable": 400,
  "no-file": 400,
  "broken-upload": 400,
  "too-large": 413,
  "not-a-submission": 409,
  "disk-full": 507,
  "not-stored": 500,
  "registration-off": 403,
  "no-secret": 400,
  "not-json": 400,
  "no-user-field": 400,
  "reserved-name": 400,
  "wrong-code": 403,
  "name-taken": 409,
  "bad-grades": 400,
  "not-multipart": 400,
  "no-files": 400,
  "no-feedback": 404,
} as const satisfies Record<CourseRefusal, number>;

/** Ends a request as Moodle's own exceptions do; each script has its own shape for it. */
export class MoodleException extends Error {
  readonly errorcode: string;
  readonly status: number;

  constructor(errorcode: string, message = errorcode, status = 200) {
    super(message);
    this.errorcode = errorcode;
    this.status = status;
  }
}

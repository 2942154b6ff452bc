/** What `workshop serve-course` and `workshop token` say, at the terminal and in answers. */

/**
 * Why the server does not do what was asked, by stable codes. Where mograder has a sentence, it is mograder's: its
 * programs and its users know it.
 */
export const courseRefusals = {
  "not-found": () => "Not found",
  "bad-request": () => "This is no request that can be understood",
  "too-slow": () => "The request did not come to an end in time",
  "head-too-large": () => "The head of the request is too large",
  "signed-out": () => "Authentication required",
  "other-user": () => "Token user does not match request user",
  "instructor-only": () => "Instructor access required",
  "too-many-tries": () => "Too many tries: wait, then try again",
  "invalid-path": () => "Invalid path",
  "no-such-file": (name: string) => `Not found: ${name}`,
  "no-such-assignment": (name: string) => `No such assignment: ${name}`,
  "list-unreadable": () => "The course's list of assignments cannot be read: tell your teacher",
  "no-user": () => "Missing 'user' query parameter",
  "bad-user-name": () => "Invalid username: must be alphanumeric, underscore, hyphen, or dot",
  "dots-in-user-name": () => "Invalid username: must not contain '..'",
  "user-name-unusable": () =>
    "Invalid username: must not begin with a dot, end like a time stamp, or be longer than 100 characters",
  "no-file": () => "No file data received",
  "broken-upload": () => "The upload is not complete or not in the form of multipart/form-data",
  "too-large": (limit: string) => `This is larger than ${limit}, which is the most that is taken`,
  "not-a-submission": (name: string) => `${name} is there already, and is no submission: tell your teacher`,
  "disk-full": () => "The server's disk is full: nothing was stored, and what was there before is unharmed",
  "not-stored": () => "The server could not do this: try again, and tell your teacher if it stays so",
  "registration-off": () => "Registration is not enabled on this server",
  "no-secret": () => "Server has no auth secret (running in --no-auth mode)",
  "not-json": () => "Invalid JSON",
  "no-user-field": () => "Missing 'user' field",
  "reserved-name": () => "Reserved username",
  "wrong-code": () => "Invalid enrollment code",
  "name-taken": (name: string) =>
    `${name} is registered already: if that was you, ask your teacher for your token`,
  "bad-grades": () => "Grades must be a list of rows that each have a username, userid or student",
  "not-multipart": () => "Expected multipart/form-data",
  "no-files": () => "No files received",
  "no-feedback": () => "Feedback not available",
} as const satisfies Record<string, (about: string) => string>;

export type CourseRefusal = keyof typeof courseRefusals;

export const courseServerWords = {
  running: (url: string) => `Course server: ${url}`,
  noFolder: "There is no such folder.",
  noRelease: "There is no such folder: give one that exists to --release-dir.",
  releaseHoldsCourse:
    "--release-dir must not hold the course's own folder: submissions would be handed out with the assignments.",
  emptySecret: "This file is empty: delete it, and a new secret is made. All tokens change with it.",
  readableSecret: (file: string) =>
    `${file} can be read by other people on this machine: with it they can sign in as anybody. Do chmod 600 ${file}.`,
  badMaxSize: (text: string) => `"${text}" is no size: use a number of megabytes, up to 1000.`,
  openToAll: (host: string) =>
    `Without tokens everybody who reaches ${host} could read and change everybody's work: leave --no-auth away, or add --trust-network if all of them may.`,
  openHere: "No tokens are asked for: whoever reaches this server may do everything.",
  twoCodes: "Cannot use both --enrollment-code and --enrollment-code-file.",
  noFile: "This file cannot be read.",
  emptyCode: "The enrollment code is empty.",
  registrationOn: "Students can register with the enrollment code.",
  registrationOff:
    "Students cannot register: give them tokens (workshop token), or begin with --enrollment-code-file.",
  noAssignments: (folder: string) =>
    `${folder} has no assignments yet: they come from assignments.json, release/NAME/ or NAME/files/, also while the server runs.`,
  plainHttp:
    "This address is plain HTTP: pages from https cannot ask it, and tokens cross the network unencrypted. Use --cert and --key.",
  stopping: "Finishing what has begun.",
  noLog: "This file cannot be written.",
  logBroken: (file: string, message: string) => `The log ${file} cannot be written any more: ${message}`,
  listUnreadable: (message: string) => `assignments.json cannot be read: ${message}`,
  gradesUnreadable: (assignment: string, message: string) =>
    `grades.json of ${assignment} cannot be read, so nobody is told a grade and none is stored: ${message}`,
  noSecretHere: (name: string) =>
    `No ${name} in this folder. Use --secret-file, or --dir with the course's folder.`,
  twoSecrets: "Provide at most one of --secret-file, --secret-stdin, and --secret.",
  noSecret: "The secret is empty.",
  askSecret: "Secret: ",
  unusableToken: (user: string) => `${user}: a name with a colon has no token that works.`,
  unusableName: (user: string, why: string) => `${user}: ${why}`,
} as const;

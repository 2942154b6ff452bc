/** What the stand-in knows. Settings have Moodle's own names, with its numbers: times in seconds, 0 for none, sizes in bytes. */

export interface MoodleState {
  readonly site: Site;
  users: User[];
  courses: Course[];
  assignments: Assignment[];
  submissions: Submission[];
  grades: Grade[];
  /** Whose each token is. */
  readonly tokens: Map<string, number>;
  /** Files that were uploaded and not saved, by `<user>/<itemid>`. */
  readonly drafts: Map<string, StoredFile[]>;
  /** Who is signed in at Moodle's own pages; one browser is enough. */
  session: number | null;
}

export interface Site {
  name: string;
  /** `enablewebservices`. */
  enablewebservices: boolean;
  /** The protocol REST. */
  rest: boolean;
  /** The service of Moodle's app. */
  mobile: boolean;
  /** "cli": as by admin/cli/maintenance.php, which answers everything with a page. */
  maintenance: "off" | "on" | "cli";
  /** 1 in the app, 2 by the browser, 3 embedded. */
  typeoflogin: 1 | 2 | 3;
  /** "" lets any scheme through. */
  forcedurlscheme: string;
  /** -1 for any. */
  usermaxuploadfilesize: number;
  /** What a function says that has nothing to say. */
  nothing: readonly never[] | null;
}

export interface User {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly fullname: string;
  courses: number[];
  mustAgree: boolean;
  mustChangePassword: boolean;
}

export interface Course {
  readonly id: number;
  readonly shortname: string;
  readonly fullname: string;
}

export interface Assignment {
  readonly id: number;
  readonly cmid: number;
  readonly course: number;
  name: string;
  duedate: number;
  allowsubmissionsfromdate: number;
  cutoffdate: number;
  timelimit: number;
  nosubmissions: boolean;
  submissiondrafts: boolean;
  requiresubmissionstatement: boolean;
  submissionstatement: string;
  teamsubmission: boolean;
  /** The plugins that take submissions. */
  file: boolean;
  onlinetext: boolean;
  maxfilesubmissions: number;
  maxsubmissionsizebytes: number;
  filetypeslist: string;
  introattachments: StoredFile[];
  /** Users whose submission is locked. */
  locked: number[];
  /** By user. */
  readonly extensions: Map<number, number>;
}

export interface Submission {
  readonly id: number;
  readonly assignment: number;
  readonly user: number;
  status: "new" | "draft" | "submitted" | "reopened";
  timemodified: number;
  timestarted: number;
  files: StoredFile[];
  onlinetext: Text | null;
  /** How often it was saved, and how often submitted for grading. */
  saves: number;
  finals: number;
}

export interface Grade {
  readonly id: number;
  readonly assignment: number;
  readonly user: number;
  /** -1 for none. */
  grade: number;
  /** HTML. */
  gradefordisplay: string;
  gradeddate: number;
  comment: Text;
  files: StoredFile[];
}

export interface Text {
  readonly text: string;
  /** 0 Moodle's own, 1 HTML, 2 plain, 4 Markdown. */
  readonly format: number;
}

export interface StoredFile {
  readonly filename: string;
  /** "/" or "/sub/". */
  readonly filepath: string;
  readonly content: Buffer;
}

/** One student in one course, signed in nowhere, and no assignment. */
export function freshState(): MoodleState {
  return {
    site: {
      name: "Stand-in",
      enablewebservices: true,
      rest: true,
      mobile: true,
      maintenance: "off",
      typeoflogin: 1,
      forcedurlscheme: "moodlemobile",
      usermaxuploadfilesize: -1,
      nothing: [],
    },
    users: [aUser({})],
    courses: [{ id: 2, shortname: "py", fullname: "Python 101" }],
    assignments: [],
    submissions: [],
    grades: [],
    tokens: new Map(),
    drafts: new Map(),
    session: null,
  };
}

export function aUser(own: Partial<User>): User {
  return {
    id: 3,
    username: "student1",
    password: "Correct-horse1",
    fullname: "Stu Dent",
    courses: [2],
    mustAgree: false,
    mustChangePassword: false,
    ...own,
  };
}

/** Takes up to 20 files of any kind at any time, at once and for good. */
export function anAssignment(own: Partial<Assignment> = {}): Assignment {
  return {
    id: 1,
    cmid: 21,
    course: 2,
    name: "Homework 1",
    duedate: 0,
    allowsubmissionsfromdate: 0,
    cutoffdate: 0,
    timelimit: 0,
    nosubmissions: false,
    submissiondrafts: false,
    requiresubmissionstatement: false,
    submissionstatement: "<p>This is <b>my own</b> work.</p>",
    teamsubmission: false,
    file: true,
    onlinetext: false,
    maxfilesubmissions: 20,
    maxsubmissionsizebytes: 0,
    filetypeslist: "",
    introattachments: [],
    locked: [],
    extensions: new Map(),
    ...own,
  };
}

export function aGrade(own: Partial<Grade> = {}): Grade {
  return {
    id: 7,
    assignment: 1,
    user: 3,
    grade: 17,
    gradefordisplay: "17.00&nbsp;/&nbsp;20.00",
    gradeddate: 1_790_000_000,
    comment: { text: "<p>Well <b>done</b>.</p>", format: 1 },
    files: [],
    ...own,
  };
}

export function aFile(filename: string, text: string, filepath = "/"): StoredFile {
  return { filename, filepath, content: Buffer.from(text) };
}

/** What somebody has there already. */
export function aSubmission(own: Partial<Submission> = {}): Submission {
  return {
    id: 5,
    assignment: 1,
    user: 3,
    status: "submitted",
    timemodified: 1_780_000_000,
    timestarted: 0,
    files: [],
    onlinetext: null,
    saves: 0,
    finals: 0,
    ...own,
  };
}

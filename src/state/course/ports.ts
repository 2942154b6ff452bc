/** What the course's half of the state asks of the platform, beside the ports of the whole app. Times are milliseconds since 1970. */
import type { Activity } from "../../core/course/activity.ts";
import type { Queued, Receipt } from "../../core/submission/records.ts";
import type {
  Access,
  HttpsTransport,
  MoodleCourse,
  MoodleTransport,
  RemoteAssignment,
  RemoteStatus,
  TransportConfig,
} from "../../core/submission/transport.ts";
import type { DraftKey, Environment } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";
import type { NamedBlob } from "../wall.ts";

export interface CoursePorts
  extends Pick<
    Environment,
    "clock" | "courses" | "downloads" | "drafts" | "links" | "randomName" | "reports" | "tabs"
  > {
  openTransport(config: TransportConfig): HttpsTransport | MoodleTransport;
  readonly keyring: Keyring;
  readonly handouts: Handouts;
  readonly submissions: Submissions;
  readonly notes: ServerNotes;
  readonly activity: ActivityLog;
  readonly known: KnownCourses;
  readonly connection: Connection;
  /** Does the work in one tab of this site at a time; undefined, without doing it, while another tab does. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
  /** From 0 to 1, so that not everybody comes at the same moment. */
  readonly random: () => number;
}

/** A token is good for one course at one server. */
export interface KeyringKey {
  /** The course's config URL. */
  readonly course: string;
  /** The transport's address. */
  readonly server: string;
}

export interface Keyring {
  /** False where browsers leave out what it takes, as on plain HTTP: a token then lives until the page is closed. */
  readonly canRemember: boolean;
  read(key: KeyringKey): Promise<{ readonly access: Access; readonly remembered: boolean } | undefined>;
  /** Until this tab is closed; with `remember` until somebody signs out. */
  write(key: KeyringKey, access: Access, remember: boolean): Promise<undefined | ShellFailure>;
  remove(key: KeyringKey): Promise<void>;
  removeAll(): Promise<void>;
}

/** What a server handed out, kept for use without it. */
export interface Handout extends DraftKey {
  readonly title: string;
  /** The first is the notebook. */
  readonly files: readonly NamedBlob[];
  readonly fetchedAt: number;
}

export interface Handouts {
  read(key: DraftKey): Promise<Handout | undefined | ShellFailure>;
  write(handout: Handout): Promise<undefined | ShellFailure>;
  list(course: string): Promise<readonly Handout[] | ShellFailure>;
}

export interface Submissions {
  /** Oldest first. */
  queued(): Promise<readonly Queued[] | ShellFailure>;
  /** On disk when it resolves. */
  add(queued: Queued): Promise<undefined | ShellFailure>;
  /** Takes the place of the one with its id. What another tab has sent or cancelled meanwhile does not come back. */
  change(queued: Queued): Promise<undefined | ShellFailure>;
  remove(id: string): Promise<undefined | ShellFailure>;
  /** The queued one has arrived: its receipt takes its place, both or neither. */
  arrived(id: string, receipt: Receipt): Promise<undefined | ShellFailure>;
  /** Of one course, newest first. */
  receipts(course: string): Promise<readonly Receipt[] | ShellFailure>;
}

/** What a course's server last said, for when it is out of reach. */
export interface ServerNote {
  readonly course: string;
  readonly server: string;
  readonly user: string;
  readonly listedAt: number;
  readonly assignments: readonly RemoteAssignment[];
  /** By the assignment's id. */
  readonly statuses: Readonly<Record<string, NotedStatus>>;
}

export interface NotedStatus {
  readonly askedAt: number;
  readonly status: RemoteStatus;
  /** The student has looked at this grade. */
  readonly isSeen: boolean;
  /** When this grade was first read here; null for none, and for one that was kept before this was. */
  readonly gradedAt: number | null;
}

export interface ServerNotes {
  read(course: string): Promise<ServerNote | undefined | ShellFailure>;
  write(note: ServerNote): Promise<undefined | ShellFailure>;
  remove(course: string): Promise<undefined | ShellFailure>;
}

export interface ActivityLog {
  add(activity: Activity): Promise<void>;
  /** Of one course, newest first. */
  list(course: string): Promise<readonly Activity[] | ShellFailure>;
}

/** What the student has decided about courses. */
export interface KnownCourse {
  /** The course's config URL. */
  readonly url: string;
  /** The student added it here; false for a course of the site's own. */
  readonly isAdded: boolean;
  /** The course's file itself, where that was chosen from disk and has no address. */
  readonly text: string | null;
  /** Where the student has agreed to send work. */
  readonly server: Pick<TransportConfig, "kind" | "url"> | null;
  /** Which of a Moodle's courses it is, where the course's file does not say. */
  readonly moodleCourse: MoodleCourse | null;
}

export interface KnownCourses {
  list(): Promise<readonly KnownCourse[] | ShellFailure>;
  /** In one step, whatever other tabs do; a course that is not known yet starts with nothing decided. */
  change(url: string, decided: Partial<Omit<KnownCourse, "url">>): Promise<undefined | ShellFailure>;
}

export interface Connection {
  isOnline(): boolean;
  /** Calls back when the network comes back or the page is looked at again, until the returned function is called. */
  onReturn(listener: () => void): () => void;
}

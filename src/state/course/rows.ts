/** One line of the dashboard: an assignment, how far the student is with it, and what the server has. */

import type { Course } from "../../core/course/course.ts";
import { type ListedAssignment, listAssignments } from "../../core/course/listing.ts";
import { isGradeOfBefore } from "../../core/submission/grade-age.ts";
import type { Queued, Receipt } from "../../core/submission/records.ts";
import type { RemoteGrade, RemoteSubmission } from "../../core/submission/transport.ts";
import { type WorkState, workState } from "../../core/submission/work-state.ts";
import type { LocalWork } from "./local-work.ts";
import type { ServerNote } from "./ports.ts";

export interface DeskRow extends ListedAssignment {
  readonly state: WorkState;
  /** Nothing is here to be opened before it was fetched from the server. */
  readonly isAway: boolean;
  /** The student has changed something. */
  readonly isChanged: boolean;
  /** Of the last validation. */
  readonly checks: { readonly passed: number; readonly all: number; readonly isStale: boolean } | null;
  readonly grade: RemoteGrade | null;
  /** The grade is for a version before the one that was submitted last. */
  readonly isGradeOfBefore: boolean;
  /** A grade that the student has not looked at. */
  readonly hasNews: boolean;
  /** Of whoever is signed in; the newest of all while nobody is, and so it is with `queued`. */
  readonly receipt: Receipt | null;
  readonly queued: Queued | null;
  /** Who else has submitted this from here, or is about to, by their names at the server. */
  readonly others: readonly string[];
  /** What the server has, whichever device it came from. */
  readonly submission: RemoteSubmission | null;
}

export interface RowParts {
  readonly course: Course;
  readonly note: ServerNote | null;
  readonly works: ReadonlyMap<string, LocalWork>;
  readonly queued: readonly Queued[];
  /** Who is signed in; null while nobody is. */
  readonly user: string | null;
}

export function rowsOf({ course, note, works, queued, user }: RowParts): readonly DeskRow[] {
  const isMine = (one: { readonly user: string }) => user === null || one.user === user;
  return listAssignments(course, note?.assignments ?? []).map((listed) => {
    const noted = listed.remote === null ? undefined : note?.statuses[listed.remote.id];
    const { submission = null, grade = null } = noted?.status ?? {};
    const work = works.get(listed.notebook);
    const onTheWay = queued.filter((one) => one.course === course.url && one.notebook === listed.notebook);
    const submitted = work?.receipts ?? [];
    const receipt = submitted.find(isMine) ?? null;
    const isOfBefore = grade !== null && isGradeOfBefore(grade, noted?.gradedAt ?? null, receipt);
    const others = [...submitted, ...onTheWay].filter((one) => !isMine(one)).map((one) => one.user);
    const { draft = null, handedOut = null } = work?.digests ?? {};
    return {
      ...listed,
      state: workState({
        draft,
        handedOut,
        submitted: submittedDigest(receipt, submission),
        serverHas: submission !== null,
        isGraded: grade !== null && !isOfBefore,
      }),
      isAway: !listed.isPublished && !work?.draft && !work?.handout,
      isChanged: draft !== null && draft !== handedOut,
      checks: checksOf(work),
      grade,
      isGradeOfBefore: isOfBefore,
      hasNews: noted !== undefined && grade !== null && !noted.isSeen,
      receipt,
      queued: onTheWay.find(isMine) ?? null,
      others: [...new Set(others)],
      submission,
    };
  });
}

/** The server's word goes first: something may have been submitted from another device since. */
function submittedDigest(receipt: Receipt | null, submission: RemoteSubmission | null): string | null {
  const digests = (submission?.files ?? []).flatMap(({ digest }) => digest ?? []);
  if (receipt === null || digests.includes(receipt.digest)) return receipt?.digest ?? digests[0] ?? null;
  return digests[0] ?? receipt.digest;
}

function checksOf(work: LocalWork | undefined): DeskRow["checks"] {
  const summary = work?.summary;
  if (!summary || summary.all === 0) return null;
  const text = work?.digests.draft ?? work?.digests.handedOut ?? null;
  const { passed, all } = summary;
  return { passed, all, isStale: text !== null && text !== summary.of };
}

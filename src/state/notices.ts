/** Short messages above the page, and the questions that only the student may answer. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { AppFailure } from "./failure.ts";

export type Notice =
  | { readonly id: number; readonly kind: "failure"; readonly failure: AppFailure }
  | { readonly id: number; readonly kind: "fact"; readonly fact: Fact };

/** Things worth knowing that are no failures. */
export type Fact =
  | { fact: "was-reset" }
  | { fact: "frame-rebuilt" }
  | { fact: "interrupted-run" }
  | { fact: "cell-deleted" }
  | { fact: "may-write" }
  | { fact: "time-limit"; seconds: number }
  /** `more`: files beside the named one. */
  | { fact: "file-added"; name: string; more: number };

export type Question =
  | { readonly kind: "link"; readonly url: string; readonly host: string }
  | { readonly kind: "host"; readonly host: string }
  | { readonly kind: "file"; readonly name: string };

export interface Notices {
  readonly list: ReadonlySignal<readonly Notice[]>;
  readonly question: ReadonlySignal<Question | null>;
  /** The last sentence for screen readers; `count` makes equal sentences two announcements. */
  readonly announcement: ReadonlySignal<Announcement>;
  fail(failure: AppFailure): void;
  tell(fact: Fact): void;
  dismiss(id: number): void;
  /** The notebook has changed: what offered to undo the change before offers it no longer. */
  withdrawUndo(): void;
  /** Nothing that was said of one notebook is true of the next. */
  clear(): void;
  announce(said: Said): void;
  /** False when the person says no, or while another question waits: a notebook cannot pile them up. */
  ask(question: Question): Promise<boolean>;
  answer(yes: boolean): void;
}

export type Said =
  | { said: "text"; text: string }
  | { said: "run-finished"; passed: number; all: number }
  | { said: "run-stopped" }
  | { said: "validated"; passed: number; all: number }
  | { said: "saved" }
  | { said: "python-ready" };

export interface Announcement {
  readonly count: number;
  readonly said: Said | null;
}

const MOST_NOTICES = 4;

export function createNotices(): Notices {
  const list = signal<readonly Notice[]>([]);
  const question = signal<Question | null>(null);
  const announcement = signal<Announcement>({ count: 0, said: null });
  let nextId = 1;
  let resolve: ((yes: boolean) => void) | undefined;
  const add = (notice: Notice): void => {
    list.value = [...list.value.filter((old) => !isSame(old, notice)), notice].slice(-MOST_NOTICES);
  };
  const answer = (yes: boolean): void => {
    question.value = null;
    resolve?.(yes);
    resolve = undefined;
  };
  return {
    list,
    question,
    announcement,
    fail: (failure) => add({ id: nextId++, kind: "failure", failure }),
    tell: (fact) => add({ id: nextId++, kind: "fact", fact }),
    dismiss(id) {
      list.value = list.value.filter((notice) => notice.id !== id);
    },
    withdrawUndo() {
      if (list.value.some(offersUndo)) list.value = list.value.filter((notice) => !offersUndo(notice));
    },
    clear() {
      list.value = [];
      announcement.value = { count: announcement.value.count + 1, said: null };
      answer(false);
    },
    announce(said) {
      announcement.value = { count: announcement.value.count + 1, said };
    },
    ask(asked) {
      if (resolve !== undefined) return Promise.resolve(false);
      question.value = asked;
      return new Promise((settle) => {
        resolve = settle;
      });
    },
    answer,
  };
}

function offersUndo(notice: Notice): boolean {
  return notice.kind === "fact" && (notice.fact.fact === "cell-deleted" || notice.fact.fact === "was-reset");
}

function isSame(left: Notice, right: Notice): boolean {
  if (left.kind === "failure")
    return right.kind === "failure" && left.failure.failure === right.failure.failure;
  return right.kind === "fact" && left.fact.fact === right.fact.fact;
}

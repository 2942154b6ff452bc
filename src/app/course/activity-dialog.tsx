/** Everything that has happened with the work of a course: to look through, to search, to take away. */
import { useEffect, useState } from "preact/hooks";
import type { Activity } from "../../core/course/activity.ts";
import { DownloadIcon } from "../../look/icons.tsx";
import type { Desk } from "../../state/course/desk.ts";
import type { ShellFailure } from "../../state/failure.ts";
import { happeningWords, logWords as words } from "../../words/activity.ts";
import { courseWords } from "../../words/course.ts";
import { logDate } from "../../words/dates.ts";
import { useApp } from "../context.ts";
import { Dialog } from "../ui/dialog.tsx";
import { TroubleNotice, troubleWords } from "./trouble.tsx";

interface Line {
  readonly at: string;
  readonly assignment: string;
  readonly what: string;
}

export function ActivityDialog({ desk, close }: { desk: Desk; close: () => void }) {
  const [list, setList] = useState<readonly Activity[] | ShellFailure | null>(null);
  const [text, setText] = useState("");
  useEffect(() => void desk.activity().then(setList), [desk]);
  return (
    <Dialog title={words.title} closeWord={courseWords.close} class="activity" onClose={close}>
      {() => {
        if (list === null) return <p role="status">{courseWords.loading}</p>;
        if ("failure" in list) return <TroubleNotice trouble={list} />;
        const lines = list.map(toLine);
        const found = lines.filter((line) => matches(line, text));
        return (
          <>
            <LogTools text={text} setText={setText} lines={lines} />
            {lines.length === 0 && <p>{words.empty}</p>}
            {lines.length > 0 && found.length === 0 && <p>{words.noneFound}</p>}
            {found.length > 0 && <LogTable lines={found} />}
          </>
        );
      }}
    </Dialog>
  );
}

interface LogToolsProps {
  readonly text: string;
  readonly lines: readonly Line[];
  setText(text: string): void;
}

function LogTools({ text, setText, lines }: LogToolsProps) {
  const app = useApp();
  const save = (): void => {
    const all = lines.map(({ at, assignment, what }) => `${at}\t${assignment}\t${what}\n`);
    app.save({ name: "activity-log.txt", blob: new Blob(all, { type: "text/plain" }) });
  };
  return (
    <p class="log-tools">
      <label>
        {words.search}
        <input type="search" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <button type="button" disabled={lines.length === 0} onClick={save}>
        <DownloadIcon />
        {words.export}
      </button>
    </p>
  );
}

function LogTable({ lines }: { lines: readonly Line[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="log-scroll" tabIndex={0} aria-label={words.title}>
      <table class="log">
        <thead>
          <tr>
            <th scope="col">{words.columns.at}</th>
            <th scope="col">{words.columns.assignment}</th>
            <th scope="col">{words.columns.what}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={lines.length - index}>
              <td>{line.at}</td>
              <td>{line.assignment}</td>
              <td>{line.what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function toLine(activity: Activity): Line {
  const what = happeningWords(
    activity,
    (failure) => troubleWords(failure).what,
    (at) => logDate(at),
  );
  return { at: logDate(activity.at), assignment: activity.assignment ?? words.wholeCourse, what };
}

function matches({ at, assignment, what }: Line, text: string): boolean {
  const line = `${at} ${assignment} ${what}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => line.includes(word));
}

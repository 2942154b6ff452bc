/** Short messages above the page. */
import { CloseIcon, InfoIcon, WarningIcon } from "../../look/icons.tsx";
import type { Fact, Notice } from "../../state/notices.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { FailureText } from "./failure-text.tsx";

export function Notices() {
  const { notices } = useApp();
  const list = notices.list.value;
  if (list.length === 0) return null;
  return (
    <ul class="notices">
      {list.map((notice) => (
        <li key={notice.id} class={`notice ${notice.kind}`}>
          <NoticeText notice={notice} />
          <button type="button" class="quiet icon-only" onClick={() => notices.dismiss(notice.id)}>
            <CloseIcon />
            <span class="hidden-text">{words.dismiss}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function NoticeText({ notice }: { notice: Notice }) {
  if (notice.kind === "failure") {
    return (
      <div class="notice-text" role="alert">
        <WarningIcon />
        <FailureText failure={notice.failure} />
      </div>
    );
  }
  return (
    <div class="notice-text" role="status">
      <InfoIcon />
      <p>{factWords(notice.fact)}</p>
    </div>
  );
}

function factWords(fact: Fact): string {
  if (fact.fact === "time-limit") return words.facts["time-limit"](fact.seconds);
  if (fact.fact === "file-added") return words.facts["file-added"](fact.name, fact.more);
  return words.facts[fact.fact];
}

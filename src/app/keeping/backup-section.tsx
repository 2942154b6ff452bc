/** Everything that is kept, as one file and back. */
import { useRef } from "preact/hooks";
import { DownloadIcon, UploadIcon } from "../../look/icons.tsx";
import type { BackupState } from "../../state/keeping/backups.ts";
import { keepingWords } from "../../words/keeping.ts";
import { useApp } from "../context.ts";
import { FailureText } from "../ui/failure-text.tsx";

const words = keepingWords.backup;

export function BackupSection() {
  const { backups } = useApp();
  const state = backups.state.value;
  const isWorking = state.kind === "working";
  return (
    <section class="course" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="muted">{words.about}</p>
      <p class="actions start">
        <button type="button" disabled={isWorking} onClick={() => void backups.make()}>
          <DownloadIcon />
          {words.make}
        </button>
        <Chooser disabled={isWorking} />
      </p>
      <Outcome state={state} />
    </section>
  );
}

function Chooser({ disabled }: { disabled: boolean }) {
  const { backups } = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" disabled={disabled} onClick={() => input.current?.click()}>
        <UploadIcon />
        {words.restore}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".zip,application/zip"
        aria-label={words.restore}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file chosen again must count as a choice.
          currentTarget.value = "";
          if (file !== undefined) void backups.restore(file);
        }}
      />
    </>
  );
}

function Outcome({ state }: { state: BackupState }) {
  switch (state.kind) {
    case "idle":
      return null;
    case "working":
      return <p role="status">{words.working}</p>;
    case "nothing":
      return <p role="status">{words.nothing}</p>;
    case "made":
      return <p role="status">{words.made(state.count)}</p>;
    case "restored":
      return (
        <p role="status">
          {words.restored(state.count)} {state.busy.length > 0 && words.busy(state.busy.join(", "))}
        </p>
      );
    case "failed":
      return (
        <div class="notice failure" role="alert">
          <FailureText failure={state.failure} />
        </div>
      );
    default:
      return state satisfies never;
  }
}

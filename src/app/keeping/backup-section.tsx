/** Everything that is kept, as one file and back. */
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
        <button
          type="button"
          disabled={isWorking}
          onClick={() => chooseFile((file) => void backups.restore(file))}
        >
          <UploadIcon />
          {words.restore}
        </button>
      </p>
      <Outcome state={state} />
    </section>
  );
}

/** The field exists only while a file is chosen: beside it the page has one for notebooks, and one is enough. */
function chooseFile(chosen: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".zip,application/zip";
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file !== undefined) chosen(file);
  });
  input.click();
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

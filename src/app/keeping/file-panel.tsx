/** A file on the person's disk that is kept in step. */
import type { FileMirror, MirrorState } from "../../state/keeping/file-mirror.ts";
import { keepingWords } from "../../words/keeping.ts";

const words = keepingWords.file;

export function FilePanel({ file }: { file: FileMirror }) {
  const state = file.state.value;
  return (
    <section class="file-panel" aria-label={words.title} data-file={state.kind}>
      <h3>{words.title}</h3>
      {file.supported ? <FileState file={file} state={state} /> : <p class="small">{words.unsupported}</p>}
    </section>
  );
}

export function FileState({ file, state }: { file: FileMirror; state: MirrorState }) {
  return (
    <>
      <p class="small" role="status">
        {stateWords(state)}
      </p>
      <p class="actions start">
        {state.kind === "none" && <Button name={words.choose} run={() => void file.choose()} />}
        {(state.kind === "asking" || state.kind === "failed") && (
          <Button name={words.resume} run={() => void file.resume()} />
        )}
        {state.kind === "foreign" && (
          <>
            <Button name={words.takeFile} run={() => file.takeFile()} />
            <Button name={words.overwrite} run={() => file.overwrite()} />
          </>
        )}
        {state.kind !== "none" && <Button name={words.stop} run={() => file.stop()} />}
      </p>
    </>
  );
}

function Button({ name, run }: { name: string; run: () => void }) {
  return (
    <button type="button" onClick={run}>
      {name}
    </button>
  );
}

function stateWords(state: MirrorState): string {
  switch (state.kind) {
    case "none":
      return words.about;
    case "asking":
      return words.asking(state.name);
    case "writing":
      return words.writing(state.name);
    case "in-step":
      return words.inStep(state.name, new Date(state.at).toLocaleTimeString("en-GB"));
    case "foreign":
      return `${words.foreign(state.name)} ${words.foreignHint}`;
    case "failed":
      return words.failed(state.name);
    default:
      return state satisfies never;
  }
}

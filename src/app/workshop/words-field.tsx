/** Words that open a solution: typed, pasted, or scanned where the browser can. */
import { useId, useState } from "preact/hooks";
import { unknownWords } from "../../core/solutions/phrase.ts";
import type { Workshop } from "../../state/workshop/workshop.ts";
import { attendeeWords as words } from "../../words/attendee.ts";
import { Framed, isFramed } from "../ui/framed.tsx";
import { canScan } from "./scan.ts";
import { ScanDialog } from "./scan-dialog.tsx";

export interface WordsFieldProps {
  readonly exercise: string;
  readonly workshop: Workshop;
  /** False for a key that is no words of the list. */
  readonly fromList: boolean;
}

export function WordsField({ exercise, workshop, fromList }: WordsFieldProps) {
  const [text, setText] = useState("");
  const [isScanning, setScanning] = useState(false);
  const id = useId();
  if (isFramed()) return <Framed text={words.framed} link={words.ownTab} />;
  const open = (typed: string): void => {
    if (typed.trim() !== "") workshop.typeWords(exercise, typed.trim());
  };
  return (
    <form
      class="words-field"
      onSubmit={(event) => {
        event.preventDefault();
        open(text);
      }}
    >
      <label for={id}>{words.wordsLabel}</label>
      <p id={`${id}-hint`} class="small muted">
        {words.wordsHint}
      </p>
      <div class="words-row">
        <input
          id={id}
          type="text"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={`${id}-hint`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="primary">
          {words.open}
        </button>
        {canScan() && (
          <button type="button" onClick={() => setScanning(true)}>
            {words.scan}
          </button>
        )}
      </div>
      {fromList && <Unknown text={text} setText={setText} />}
      {isScanning && (
        <ScanDialog
          close={() => setScanning(false)}
          found={(scanned) => {
            setScanning(false);
            setText(scanned);
            open(scanned);
          }}
        />
      )}
    </form>
  );
}

/** Only of words that are finished: what one is typing is no mistake yet. */
function Unknown({ text, setText }: { text: string; setText: (text: string) => void }) {
  const [first] = /\s/.test(text) ? unknownWords(text.replace(/\S+$/, "")) : [];
  if (first === undefined) return null;
  const { word, suggestion } = first;
  return (
    <p class="small words-unknown">
      <span>{words.unknownWord(word, suggestion)}</span>
      {suggestion !== undefined && (
        <button type="button" onClick={() => setText(replaceWord(text, word, suggestion))}>
          {words.use(suggestion)}
        </button>
      )}
    </p>
  );
}

function replaceWord(text: string, word: string, suggestion: string): string {
  return text
    .split(/(\s+)/)
    .map((part) => (part.normalize("NFKC").toLowerCase() === word ? suggestion : part))
    .join("");
}

/** When a solution is to open: a few usual times, or a number of minutes. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { cockpitWords as words } from "../../words/cockpit.ts";

interface DelayDialogProps {
  readonly name: string;
  /** Seconds from now. */
  release(after: number): void;
  close(): void;
}

const usual = [1, 2, 5, 10];
const LONGEST = 86_400;

export function DelayDialog({ name, release, close }: DelayDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [isBad, setBad] = useState(false);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const start = (seconds: number | undefined): void => {
    setBad(seconds === undefined);
    if (seconds === undefined) return;
    release(seconds);
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} class="delay" aria-labelledby={`${id}-title`} onClose={close}>
      <h2 id={`${id}-title`}>{words.later.title(name)}</h2>
      <p class="delay-usual">
        {usual.map((minutes) => (
          <button key={minutes} type="button" onClick={() => start(60 * minutes)}>
            {words.later.minutes(minutes)}
          </button>
        ))}
      </p>
      <form
        class="delay-other"
        onSubmit={(event) => {
          event.preventDefault();
          start(secondsOf(text));
        }}
      >
        <label for={id}>{words.later.other}</label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          aria-invalid={isBad}
          aria-describedby={`${id}-bad`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit">{words.later.start}</button>
      </form>
      <p id={`${id}-bad`} class="delay-bad" role="status">
        {isBad && words.later.bad}
      </p>
      <p class="small muted">{words.later.text}</p>
      <p class="actions">
        <button type="button" onClick={() => dialog.current?.close()}>
          {words.later.no}
        </button>
      </p>
    </dialog>
  );
}

/** Seconds out of minutes that somebody typed; a comma is a point in many countries. */
function secondsOf(text: string): number | undefined {
  const minutes = text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
  const seconds = Math.round(60 * minutes);
  return seconds >= 1 && seconds <= LONGEST ? seconds : undefined;
}

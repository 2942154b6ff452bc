/** The camera's picture while a code is looked for. */
import { useEffect, useRef, useState } from "preact/hooks";
import { attendeeWords as words } from "../../words/attendee.ts";
import { scanCode } from "./scan.ts";

export function ScanDialog({ found, close }: { found: (text: string) => void; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
    const aborter = new AbortController();
    if (video.current !== null) {
      void scanCode(video.current, aborter.signal).then((text) => {
        if (aborter.signal.aborted) return;
        if (text === undefined) setFailed(true);
        else found(text);
      });
    }
    return () => aborter.abort();
  }, []);
  return (
    <dialog ref={dialog} class="scan" aria-label={words.scan} onClose={close}>
      <p role="status">{hasFailed ? words.scanFailed : words.scanning}</p>
      <video ref={video} muted playsInline hidden={hasFailed} />
      <p class="actions">
        <button type="button" onClick={close}>
          {words.cancel}
        </button>
      </p>
    </dialog>
  );
}

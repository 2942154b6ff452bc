/** What the student has to know or decide about what is kept, above the notebook. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { DownloadIcon, InfoIcon, WarningIcon } from "../../look/icons.tsx";
import type { Session } from "../../state/session/session.ts";
import { keepingWords } from "../../words/keeping.ts";
import { useApp } from "../context.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { useLoaded } from "../ui/use-loaded.ts";
import { FileState } from "./file-panel.tsx";
import "./keeping-bar.css";

const words = keepingWords;

export function KeepingBar({ session }: { session: Session }) {
  return (
    <>
      <NotSaved session={session} />
      <Cleared session={session} />
      <OtherTab session={session} />
      <PlainHttp />
      <ChangedUpstream session={session} />
      <FileNeedsYou session={session} />
    </>
  );
}

function NotSaved({ session }: { session: Session }) {
  const state = session.keeping.saved.value;
  if (state.kind !== "failed") return null;
  return (
    <Bar kind="failure" role="alert" text={<FailureText failure={state.failure} />}>
      <DownloadButton session={session} />
      <button type="button" onClick={() => session.keeping.retry()}>
        {words.failed.retry}
      </button>
    </Bar>
  );
}

function Cleared({ session }: { session: Session }) {
  if (!session.keeping.cleared.value) return null;
  return (
    <Bar
      kind="failure"
      role="alert"
      text={
        <p>
          {words.cleared.text} {words.cleared.todo}
        </p>
      }
    >
      <DownloadButton session={session} />
    </Bar>
  );
}

function OtherTab({ session }: { session: Session }) {
  const { writer } = session.keeping;
  const state = writer.state.value;
  if (state !== "reader" && state !== "taking") return null;
  return (
    <Bar kind="fact" role="status" text={<p>{words.tabs.reader}</p>}>
      <button type="button" class="primary" disabled={state === "taking"} onClick={() => writer.takeOver()}>
        {state === "taking" ? words.tabs.taking : words.tabs.takeOver}
      </button>
    </Bar>
  );
}

function PlainHttp() {
  const { plainHttp } = useApp();
  if (!plainHttp.unsaid.value) return null;
  return (
    <Bar
      kind="fact"
      role="status"
      text={
        <p>
          {words.plainHttp.text} {words.plainHttp.trust}
        </p>
      }
    >
      <button type="button" onClick={plainHttp.understood}>
        {words.plainHttp.understood}
      </button>
    </Bar>
  );
}

function ChangedUpstream({ session }: { session: Session }) {
  const { upstream, writer } = session.keeping;
  const [isComparing, compare] = useState(false);
  const offer = upstream.offer.value;
  const Dialog = useLoaded(isComparing, "comparison", () =>
    import("./upstream-dialog.tsx").then((module) => module.UpstreamDialog),
  );
  if (offer === null) return null;
  const readOnly = writer.readOnly.value;
  return (
    <Bar kind="fact" role="status" text={<p>{words.upstream.text}</p>}>
      <button type="button" disabled={readOnly} onClick={() => upstream.keepMine()}>
        {words.upstream.mine}
      </button>
      <button
        type="button"
        disabled={readOnly}
        title={words.upstream.theirsHint}
        onClick={() => upstream.takeTheirs()}
      >
        {words.upstream.theirs}
      </button>
      <button type="button" onClick={() => compare(true)}>
        {words.upstream.compare}
      </button>
      {isComparing && Dialog !== null && <Dialog session={session} close={() => compare(false)} />}
    </Bar>
  );
}

/** The file is shown in the history as long as it needs nobody. */
function FileNeedsYou({ session }: { session: Session }) {
  const { file } = session.keeping;
  const state = file.state.value;
  if (state.kind !== "asking" && state.kind !== "foreign" && state.kind !== "failed") return null;
  return <Bar kind="fact" role="status" text={<FileState file={file} state={state} />} />;
}

function DownloadButton({ session }: { session: Session }) {
  return (
    <button type="button" class="primary" onClick={() => session.download()}>
      <DownloadIcon />
      {words.failed.download}
    </button>
  );
}

interface BarProps {
  readonly kind: "failure" | "fact";
  readonly role: "alert" | "status";
  readonly text: ComponentChildren;
  readonly children?: ComponentChildren;
}

function Bar({ kind, role, text, children }: BarProps) {
  const BarIcon = kind === "failure" ? WarningIcon : InfoIcon;
  return (
    <div class={`notice keeping ${kind}`}>
      <div class="notice-text" role={role}>
        <BarIcon />
        <div>{text}</div>
      </div>
      <p class="actions">{children}</p>
    </div>
  );
}

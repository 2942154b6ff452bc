/** A link to a notebook or a course elsewhere: nothing is fetched before the student has read the host and said yes. */
import { isCourseAddress } from "../../state/course/adding.ts";
import { readSource } from "../../state/outside.ts";
import { addWords } from "../../words/adding.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { OpeningStatus } from "../ui/opening-status.tsx";
import { Page } from "../ui/page.tsx";

export function OpenPage({ url }: { url: string }) {
  const source = readSource(url);
  if (source === undefined) {
    return (
      <Page title={words.unreadable.title}>
        <FailureText failure={{ failure: "address-refused", address: url.slice(0, 200) }} />
        <p>
          <a href="#/">{words.notFound.todo}</a>
        </p>
      </Page>
    );
  }
  return isCourseAddress(source.url) ? <OpenCourse {...source} /> : <OpenNotebook {...source} />;
}

interface SourceProps {
  readonly url: string;
  readonly host: string;
}

function OpenNotebook({ url, host }: SourceProps) {
  const { opener } = useApp();
  const opening = opener.state.value;
  return (
    <Page title={words.open.title}>
      <section class="card confirm" aria-label={words.open.title}>
        <p>{words.open.from(host)}</p>
        <p class="address">{url}</p>
        <p>{words.open.warning}</p>
        <Answer
          no={words.open.no}
          yes={words.open.yes(host)}
          isBusy={opening.kind === "reading"}
          go={() => void opener.openAddress(url)}
        />
        <OpeningStatus opening={opening} />
      </section>
    </Page>
  );
}

function OpenCourse({ url, host }: SourceProps) {
  const { adding } = useApp();
  const state = adding.state.value;
  return (
    <Page title={addWords.confirmTitle}>
      <section class="card confirm" aria-label={addWords.confirmTitle}>
        <p>{addWords.from(host)}</p>
        <p class="address">{url}</p>
        <p>{addWords.warning}</p>
        <Answer
          no={addWords.no}
          yes={addWords.yes(host)}
          isBusy={state.kind === "reading"}
          go={() => void adding.addAddress(url)}
        />
        {state.kind === "reading" && <p role="status">{addWords.reading}</p>}
        {state.kind === "failed" && (
          <div class="notice failure" role="alert">
            <FailureText failure={state.failure} />
          </div>
        )}
      </section>
    </Page>
  );
}

interface AnswerProps {
  readonly no: string;
  readonly yes: string;
  readonly isBusy: boolean;
  go(): void;
}

function Answer({ no, yes, isBusy, go }: AnswerProps) {
  return (
    <p class="actions">
      <a class="button" href="#/">
        {no}
      </a>
      <button type="button" class="primary" disabled={isBusy} onClick={go}>
        {yes}
      </button>
    </p>
  );
}

/** A link to a notebook elsewhere: nothing is fetched before the student has read the host and said yes. */
import { readSource } from "../../state/outside.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { OpeningStatus } from "../ui/opening-status.tsx";
import { Page } from "../ui/page.tsx";

export function OpenPage({ url }: { url: string }) {
  const app = useApp();
  const source = readSource(url);
  const opening = app.opener.state.value;
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
  return (
    <Page title={words.open.title}>
      <section class="card confirm" aria-label={words.open.title}>
        <p>{words.open.from(source.host)}</p>
        <p class="address">{source.url}</p>
        <p>{words.open.warning}</p>
        <p class="actions">
          <a class="button" href="#/">
            {words.open.no}
          </a>
          <button
            type="button"
            class="primary"
            disabled={opening.kind === "reading"}
            onClick={() => void app.opener.openAddress(url)}
          >
            {words.open.yes(source.host)}
          </button>
        </p>
        <OpeningStatus opening={opening} />
      </section>
    </Page>
  );
}

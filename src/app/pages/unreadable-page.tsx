/** A notebook that cannot be read: its text as it is, to look at and to take away. */
import { useEffect, useState } from "preact/hooks";
import { DownloadIcon } from "../../look/icons.tsx";
import type { Unreadable } from "../../state/documents.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { Page } from "../ui/page.tsx";

export function UnreadablePage({ why }: { why: Unreadable }) {
  const app = useApp();
  const { content, filename, failure } = why;
  return (
    <Page title={words.unreadable.title}>
      <div class="notice failure" role="alert">
        <FailureText failure={failure} />
      </div>
      <p class="actions start">
        <a class="button" href="#/">
          {words.courses.back}
        </a>
        {content !== null && (
          <button type="button" class="primary" onClick={() => app.save({ name: filename, blob: content })}>
            <DownloadIcon />
            {words.tools.download}
          </button>
        )}
      </p>
      {content !== null && failure.failure !== "not-text" && <RawText content={content} />}
    </Page>
  );
}

function RawText({ content }: { content: Blob }) {
  const [text, setText] = useState("");
  useEffect(() => void content.text().then(setText), [content]);
  return (
    <section aria-label={words.unreadable.text}>
      <h2>{words.unreadable.text}</h2>
      <textarea class="raw" readOnly aria-label={words.unreadable.text} rows={24} value={text} />
    </section>
  );
}

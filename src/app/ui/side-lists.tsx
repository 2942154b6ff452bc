/** Files that the notebook wrote, and packages that it needs. */
import { DownloadIcon } from "../../look/icons.tsx";
import type { Session } from "../../state/session/session.ts";
import { words } from "../../words/en.ts";
import { size } from "../../words/sizes.ts";

export function FilesPanel({ session }: { session: Session }) {
  const files = session.files.value;
  if (files.length === 0) return null;
  return (
    <section aria-label={words.files.title}>
      <h2>{words.files.title}</h2>
      <ul class="side-list">
        {files.map((file) => (
          <li key={file.name}>
            <button
              type="button"
              class="quiet file-button"
              aria-label={words.files.get(file.shown)}
              onClick={() => session.fetchFile(file.name)}
            >
              <DownloadIcon />
              <span>{file.shown}</span>
            </button>
            <span class="muted small">{size(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function PackagesPanel({ session }: { session: Session }) {
  const packages = session.packages.value;
  if (packages.length === 0) return null;
  return (
    <section aria-label={words.packages.title}>
      <h2>{words.packages.title}</h2>
      <ul class="side-list">
        {packages.map(({ name, state, reason, bytes }) => (
          <li key={name} data-package={name} data-package-state={state}>
            <span>{name}</span>
            <span class="muted small">
              {words.packages.states[state]}
              {bytes !== null && ` · ${size(bytes)}`}
            </span>
            {reason !== "" && <p class="small">{words.packages.reason(reason)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

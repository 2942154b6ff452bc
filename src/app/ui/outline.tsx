/** The headings of the notebook, and where one is. */
import { useMemo } from "preact/hooks";
import { type OutlineItem, outlineOf } from "../../state/outline.ts";
import type { Session } from "../../state/session/session.ts";
import { words } from "../../words/en.ts";

export function Outline({ session }: { session: Session }) {
  const cells = session.source.cells.value;
  const items = useMemo(() => outlineOf(cells), [cells]);
  return (
    <nav class="outline" aria-label={words.outline.label} data-region>
      <h2>{words.tools.outline}</h2>
      {items.length === 0 ? (
        <p class="muted small">{words.outline.empty}</p>
      ) : (
        <OutlineList items={items} show={(cell) => session.showCell(cell)} />
      )}
    </nav>
  );
}

export function OutlineList({
  items,
  show,
}: {
  items: readonly OutlineItem[];
  show: (cell: string) => void;
}) {
  return (
    <ul class="outline-list">
      {items.map((item, index) => (
        <li key={`${item.cell} ${index}`} data-level={item.level}>
          <button type="button" class="quiet outline-item" onClick={() => show(item.cell)}>
            {item.text}
          </button>
        </li>
      ))}
    </ul>
  );
}

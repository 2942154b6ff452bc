/** The menu at the end of the toolbar. */
import { useEffect, useRef, useState } from "preact/hooks";
import { MoreIcon, PrintIcon, SettingsIcon } from "../../look/icons.tsx";
import { outlineOf } from "../../state/outline.ts";
import type { Session } from "../../state/session/session.ts";
import { words } from "../../words/en.ts";
import { CopyOffer } from "../offline/copy-status.tsx";
import { closeFromOutside } from "./close-from-outside.ts";
import { OutlineList } from "./outline.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import type { Tool } from "./toolbar.tsx";

export function MoreMenu({ session, tools }: { session: Session; tools: readonly Tool[] }) {
  const [open, setOpen] = useState(false);
  const [settings, showSettings] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (open ? closeFromOutside(root.current, () => setOpen(false)) : undefined), [open]);
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class="tool"
        aria-expanded={open}
        aria-haspopup="true"
        onClick={() => setOpen(!open)}
      >
        <MoreIcon />
        <span class="hidden-text">{words.tools.more}</span>
      </button>
      {open && (
        <div class="menu-list">
          {tools.map(({ name, icon: ToolIcon, disabled, run }) => (
            <button
              key={name}
              type="button"
              class="menu-item narrow-only"
              disabled={disabled}
              onClick={() => {
                setOpen(false);
                run();
              }}
            >
              <ToolIcon />
              {name}
            </button>
          ))}
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              setOpen(false);
              print();
            }}
          >
            <PrintIcon />
            {words.tools.print}
          </button>
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              setOpen(false);
              showSettings(true);
            }}
          >
            <SettingsIcon />
            {words.tools.settings}
          </button>
          <CopyOffer close={() => setOpen(false)} />
          <MenuOutline session={session} close={() => setOpen(false)} />
        </div>
      )}
      {settings && <SettingsDialog close={() => closeSettings(root.current, () => showSettings(false))} />}
    </div>
  );
}

/** The entry that opened the dialog is gone with its menu: the focus goes to the menu's button. */
function closeSettings(root: HTMLElement | null, close: () => void): void {
  close();
  root?.querySelector("button")?.focus();
}

function MenuOutline({ session, close }: { session: Session; close: () => void }) {
  const items = outlineOf(session.source.cells.value);
  if (items.length === 0) return null;
  return (
    <nav class="narrow-only menu-outline" aria-label={words.outline.label}>
      <h2>{words.tools.outline}</h2>
      <OutlineList
        items={items}
        show={(cell) => {
          close();
          session.showCell(cell);
        }}
      />
    </nav>
  );
}

/** Everything that one may do with an assignment besides its first action: a button with a menu, by the WAI-ARIA pattern. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { MoreIcon } from "../../look/icons.tsx";
import { itemFor, menuItems } from "../../look/menu-keys.ts";
import { closeFromOutside } from "../ui/close-from-outside.ts";

export interface RowAction {
  readonly name: string;
  readonly disabled: boolean;
  run(): void;
}

export interface RowMenuProps {
  readonly label: string;
  readonly actions: readonly RowAction[];
}

export function RowMenu({ label, actions }: RowMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (isOpen ? closeFromOutside(root.current, () => setOpen(false)) : undefined), [isOpen]);
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class="icon-only"
        aria-expanded={isOpen}
        aria-haspopup="menu"
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <MoreIcon />
      </button>
      {isOpen && (
        <MenuList
          label={label}
          actions={actions}
          close={() => {
            setOpen(false);
            // A dialog gives the focus back to where it was: not to an entry, which is gone.
            root.current?.querySelector("button")?.focus();
          }}
        />
      )}
    </div>
  );
}

function MenuList({ label, actions, close }: RowMenuProps & { close(): void }) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (menu.current === null) return;
    bringIntoView(menu.current);
    (menuItems(menu.current)[0] ?? menu.current).focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    // The focus goes on from the menu's button.
    if (event.key === "Tab") close();
    const target = menu.current && itemFor(event.key, menuItems(menu.current));
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  return (
    <div class="menu-list" role="menu" aria-label={label} tabIndex={-1} ref={menu} onKeyDown={onKeyDown}>
      {actions.map(({ name, disabled, run }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class="menu-item"
          disabled={disabled}
          onClick={() => {
            close();
            run();
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

/** Above its button where there is no room below; where there is none above either, the page scrolls. */
function bringIntoView(menu: HTMLElement): void {
  const { bottom, height } = menu.getBoundingClientRect();
  const above = menu.parentElement?.getBoundingClientRect().top ?? 0;
  if (bottom <= innerHeight) return;
  if (above > height) menu.classList.add("above");
  else menu.scrollIntoView({ block: "nearest" });
}

/** A button with a menu, by the WAI-ARIA menu-button pattern. */
import { useSignal } from "@preact/signals";
import { type ComponentChildren, Fragment } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Icon } from "../../look/icons.tsx";
import { itemFor, menuItems } from "../../look/menu-keys.ts";

export interface MenuAction {
  readonly label: string;
  readonly icon: Icon;
  /** True where a line divides this action from those before it. */
  readonly divided?: boolean;
  run(): void;
}

interface MenuButtonProps {
  readonly label: string;
  readonly children: ComponentChildren;
  /** Asked for when the menu opens. */
  actions(): readonly MenuAction[];
}

interface MenuListProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly first: "first" | "last";
  close(to: "button" | "elsewhere"): void;
}

function MenuList({ label, actions, first, close }: MenuListProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (menu.current === null) return;
    const { bottom, height } = menu.current.getBoundingClientRect();
    if (bottom > window.innerHeight && bottom - height > height) menu.current.classList.add("menu-above");
    menuItems(menu.current)
      .at(first === "first" ? 0 : -1)
      ?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab") return close("elsewhere");
    const target = menu.current && itemFor(event.key, menuItems(menu.current));
    if (event.key !== "Escape" && !target) return;
    event.preventDefault();
    event.stopPropagation();
    if (target) target.focus();
    else close("button");
  };
  return (
    <div class="cell-menu" role="menu" aria-label={label} tabIndex={-1} ref={menu} onKeyDown={onKeyDown}>
      {actions.map(({ label: word, icon: Drawing, divided, run }) => (
        <Fragment key={word}>
          {divided && <hr />}
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            class="menu-item"
            onClick={() => {
              close("button");
              run();
            }}
          >
            <Drawing />
            {word}
          </button>
        </Fragment>
      ))}
    </div>
  );
}

export function MenuButton({ label, children, actions }: MenuButtonProps) {
  const open = useSignal<"first" | "last" | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (to: "button" | "elsewhere") => {
    open.value = null;
    if (to === "button") button.current?.focus();
  };
  const onFocusOut = (event: FocusEvent) => {
    const { relatedTarget } = event;
    if (!(relatedTarget instanceof Node && root.current?.contains(relatedTarget))) open.value = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open.value = event.key === "ArrowDown" ? "first" : "last";
  };
  return (
    <div class="menu-root" ref={root} onFocusOut={onFocusOut}>
      <button
        ref={button}
        type="button"
        class="tool quiet"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open.value !== null}
        onClick={() => {
          open.value = open.value === null ? "first" : null;
        }}
        onKeyDown={onKeyDown}
      >
        {children}
      </button>
      {open.value !== null && <MenuList label={label} actions={actions()} first={open.value} close={close} />}
    </div>
  );
}

/** Everything that one may do with an assignment besides its first action. */
import { useEffect, useRef, useState } from "preact/hooks";
import { MoreIcon } from "../../look/icons.tsx";
import { closeFromOutside } from "../ui/close-from-outside.ts";

export interface RowAction {
  readonly name: string;
  readonly disabled: boolean;
  run(): void;
}

export function RowMenu({ label, actions }: { label: string; actions: readonly RowAction[] }) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (isOpen ? closeFromOutside(root.current, () => setOpen(false)) : undefined), [isOpen]);
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class="icon-only"
        aria-expanded={isOpen}
        aria-haspopup="true"
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        <MoreIcon />
      </button>
      {isOpen && (
        <div class="menu-list">
          {actions.map(({ name, disabled, run }) => (
            <button
              key={name}
              type="button"
              class="menu-item"
              disabled={disabled}
              onClick={() => {
                setOpen(false);
                // A dialog gives the focus back to where it was: not to this entry, which is gone.
                root.current?.querySelector("button")?.focus();
                run();
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

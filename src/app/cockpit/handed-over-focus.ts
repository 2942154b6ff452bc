/** Keeps the place of whoever works by keyboard or by ear when the button that they have pressed goes away. */
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** When the component goes and the focus is in its `part`, the focus goes to the `heir`, which stays. */
export function useHandedOverFocus(
  part: RefObject<HTMLElement | null>,
  heir: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(
    () => () => {
      if (part.current?.contains(document.activeElement)) heir.current?.focus();
    },
    [],
  );
}

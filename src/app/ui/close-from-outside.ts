/** Escape, a press outside, or the focus going into the frame closes a menu, until the returned function is called. */
export function closeFromOutside(root: HTMLElement | null, close: () => void): () => void {
  const onPointer = (event: Event): void => {
    if (event.target instanceof Node && !root?.contains(event.target)) close();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    close();
    root?.querySelector("button")?.focus();
  };
  document.addEventListener("pointerdown", onPointer);
  document.addEventListener("keydown", onKey);
  window.addEventListener("blur", close);
  return () => {
    document.removeEventListener("pointerdown", onPointer);
    document.removeEventListener("keydown", onKey);
    window.removeEventListener("blur", close);
  };
}

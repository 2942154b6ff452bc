/** Moving in a menu by keys, the same in the page and in the frame (WAI-ARIA menu pattern). */

export function menuItems(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)")];
}

/** The item that a key leads to, or undefined for a key that is not about moving. */
export function itemFor(key: string, all: readonly HTMLElement[]): HTMLElement | undefined {
  const at = all.findIndex((item) => item.matches(":focus"));
  if (key === "ArrowDown") return all[(at + 1) % all.length];
  if (key === "ArrowUp") return all.at(at <= 0 ? -1 : at - 1);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (key.length !== 1) return undefined;
  const begins = (item: HTMLElement) => item.textContent.toLowerCase().startsWith(key.toLowerCase());
  return all.slice(at + 1).find(begins) ?? all.find(begins);
}

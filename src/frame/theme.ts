/** Light or dark, for our own tokens and for marimo's components. */
import type { Settings } from "../runtime/contract.ts";

export function applyTheme(theme: Settings["theme"]): void {
  document.documentElement.dataset.theme = theme;
  // islands watches the attribute (scripts/islands/patches.ts), its style sheet asks for the class.
  document.body.dataset.theme = theme;
  document.body.classList.toggle("dark", theme === "dark");
}

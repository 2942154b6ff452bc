/** Light or dark, for our own tokens and for marimo's components. */
import type { Settings } from "../runtime/contract.ts";

export function applyTheme(theme: Settings["theme"]): void {
  document.documentElement.dataset.theme = theme;
  // islands asks the body (its theme/useTheme.ts).
  document.body.classList.toggle("dark", theme === "dark");
}

/** The first message to a new frame. */
import type { Settings } from "../settings.ts";
import type { CellView, Opening } from "../wall.ts";
import type { OpenDocument } from "./session.ts";

export function openingMessage(
  document: OpenDocument,
  { source, cells }: { readonly source: string; readonly cells: readonly CellView[] },
  settings: Settings,
): Omit<Opening, "purpose" | "autorun" | "added"> {
  return {
    kind: "open",
    version: 1,
    filename: document.filename,
    source,
    cells: [...cells],
    settings: settings.frame.value,
    files: [...document.files],
  };
}

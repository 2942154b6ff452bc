/** Files dropped on the frame would open in a new tab: they go to the shell, as those dropped beside it. */
import type { FrameMessage } from "../../runtime/contract.ts";

export function acceptDrops(tell: (message: FrameMessage) => void): void {
  const take = (files: FileList | undefined): boolean => {
    for (const file of files ?? []) tell({ kind: "dropped", name: file.name, blob: file });
    return (files?.length ?? 0) > 0;
  };
  window.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  // In the bubbling phase: a file input of the notebook itself has had its turn by then.
  window.addEventListener("drop", (event) => {
    if (!event.defaultPrevented && take(event.dataTransfer?.files)) event.preventDefault();
  });
  window.addEventListener("paste", (event) => {
    if (!event.defaultPrevented && take(event.clipboardData?.files)) event.preventDefault();
  });
}

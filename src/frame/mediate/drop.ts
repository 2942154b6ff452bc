/** Files dropped on the frame would open in a new tab: they go to the notebook's folder, a `.py` to the shell. */
import type { FrameMessage } from "../../runtime/contract.ts";

export interface DropPorts {
  tell(message: FrameMessage): void;
  addFile(name: string, blob: Blob): void;
}

export function acceptDrops({ tell, addFile }: DropPorts): void {
  const take = (files: FileList | undefined): boolean => {
    for (const file of files ?? []) {
      if (file.name.endsWith(".py")) tell({ kind: "dropped", name: file.name, blob: file });
      else addFile(file.name, file);
    }
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

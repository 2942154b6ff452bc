import type { Locator } from "@playwright/test";

/** Lets go of files over an element, as the file manager does; or pastes them there. */
export async function drop(target: Locator, files: Record<string, string>, type = "drop"): Promise<void> {
  await target.evaluate(
    (element, { files, type }) => {
      const transfer = new DataTransfer();
      for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
      const options = { bubbles: true, cancelable: true };
      const event =
        type === "drop"
          ? new DragEvent("drop", { ...options, dataTransfer: transfer })
          : new ClipboardEvent("paste", { ...options, clipboardData: transfer });
      element.dispatchEvent(event);
    },
    { files, type },
  );
}

/** Takes a course that was added off the list again. */
import { useState } from "preact/hooks";
import { addWords as words } from "../../words/adding.ts";
import { useApp } from "../context.ts";

/** `url`: the course's config URL. */
export function RemoveCourse({ url }: { url: string }) {
  const { adding } = useApp();
  const [isSure, setSure] = useState(false);
  if (!isSure) {
    return (
      <p>
        <button type="button" class="quiet small" onClick={() => setSure(true)}>
          {words.remove}
        </button>
      </p>
    );
  }
  return (
    <div>
      <p>{words.removeText}</p>
      <p class="actions start">
        <button type="button" onClick={() => setSure(false)}>
          {words.keep}
        </button>
        <button type="button" class="danger" onClick={() => void adding.remove(url)}>
          {words.remove}
        </button>
      </p>
    </div>
  );
}

/** That one is counted, by whom, and the switch that ends it. */
import { useId } from "preact/hooks";
import { EyeIcon, EyeOffIcon } from "../../look/icons.tsx";
import type { Workshop } from "../../state/workshop/workshop.ts";
import { attendeeWords as words } from "../../words/attendee.ts";

export function PresenceLine({ workshop: { presence } }: { workshop: Workshop }) {
  const id = useId();
  if (presence === null) return null;
  const isOn = presence.isOn.value;
  return (
    <div class="presence small" data-presence={isOn ? "on" : "off"}>
      {isOn ? <EyeIcon size={14} /> : <EyeOffIcon size={14} />}
      <span id={id} class="muted">
        {isOn ? words.counted : words.notCounted}
      </span>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={id}
          onChange={(event) => presence.turn(event.currentTarget.checked)}
        />
        {words.countMe}
      </label>
    </div>
  );
}

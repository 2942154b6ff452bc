/** How attendees come in, how many have, and what their browsers do without on this address. */
import { useId } from "preact/hooks";
import type { Room } from "../../core/live/protocol.ts";
import { InfoIcon } from "../../look/icons.tsx";
import { cockpitWords as words } from "../../words/cockpit.ts";
import { InlineText } from "../ui/inline-text.tsx";
import { Address } from "./address.tsx";
import { QrCode } from "./qr-code.tsx";

interface JoinProps {
  readonly room: Room;
  /** Of the addresses to join, the one to show. */
  readonly address: string | undefined;
  choose(address: string): void;
}

export function JoinPanel({ room, address, choose }: JoinProps) {
  const id = useId();
  return (
    <aside class="join" aria-label={words.join}>
      <h2>{words.join}</h2>
      {address !== undefined && (
        <>
          <QrCode text={address} label={words.qr(address)} />
          <p class="join-address">
            <span class="hidden-text">{words.joinAddress}: </span>
            <Address text={address} />
          </p>
          {room.join.length > 1 && (
            <p class="join-choice">
              <label for={id}>{words.joinChoice}</label>
              <select id={id} value={address} onChange={(event) => choose(event.currentTarget.value)}>
                {room.join.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            </p>
          )}
          {isLoopback(address) && <Hint text={words.loopback} />}
        </>
      )}
      <p data-connected={room.connected}>{words.connected(room.connected)}</p>
      <p data-attendees={room.attendees}>{words.attendees(room.attendees)}</p>
      {room.lacking.length > 0 && (
        <div class="lacking small">
          <p>{words.lackingTitle}</p>
          <ul>
            {room.lacking.map((what) => (
              <li key={what}>{words.lacking[what]}</li>
            ))}
          </ul>
          <p>
            <InlineText text={words.lackingHelp} />
          </p>
        </div>
      )}
    </aside>
  );
}

function Hint({ text }: { text: string }) {
  return (
    <p class="join-hint small">
      <InfoIcon />
      <span>
        <InlineText text={text} />
      </span>
    </p>
  );
}

function isLoopback(address: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(address);
}

/** Opening a notebook of one's own: a file, an address. Dropping and pasting work on the whole page (gestures.ts). */
import { useRef, useState } from "preact/hooks";
import { FileIcon } from "../../look/icons.tsx";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { OpeningStatus } from "./opening-status.tsx";

export function Opener() {
  const app = useApp();
  return (
    <section class="course" aria-label={words.courses.openTitle}>
      <h2>{words.courses.openTitle}</h2>
      <p class="muted">{words.courses.openHint}</p>
      <div class="opener">
        <FileChooser />
        <AddressForm />
      </div>
      <OpeningStatus opening={app.opener.state.value} />
    </section>
  );
}

function FileChooser() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="primary" onClick={() => input.current?.click()}>
        <FileIcon />
        {words.courses.choose}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".py,text/x-python"
        aria-label={words.courses.choose}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file chosen again must count as a choice.
          currentTarget.value = "";
          if (file !== undefined) void app.opener.openFile({ name: file.name, blob: file });
        }}
      />
    </>
  );
}

function AddressForm() {
  const [address, setAddress] = useState("");
  return (
    <form
      class="address-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim() !== "") location.hash = `#/open?${new URLSearchParams({ url: address.trim() })}`;
      }}
    >
      <label for="open-address">{words.courses.addressLabel}</label>
      <span class="row">
        <input
          id="open-address"
          type="url"
          inputMode="url"
          placeholder="https://"
          value={address}
          onInput={({ currentTarget }) => setAddress(currentTarget.value)}
        />
        <button type="submit">{words.courses.openAddress}</button>
      </span>
    </form>
  );
}

/** Adding a course from elsewhere: by its address, or by its file. */
import { useRef, useState } from "preact/hooks";
import { FileIcon } from "../../look/icons.tsx";
import { printRoute } from "../../state/routes.ts";
import { addWords as words } from "../../words/adding.ts";
import { useApp } from "../context.ts";
import { FailureText } from "../ui/failure-text.tsx";

export function AddCourse() {
  const { adding } = useApp();
  const state = adding.state.value;
  return (
    <section class="course" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="muted">{words.hint}</p>
      <div class="opener">
        <AddressForm />
        <ConfigChooser />
      </div>
      {state.kind === "reading" && <p role="status">{words.reading}</p>}
      {state.kind === "failed" && (
        <div class="notice failure" role="alert">
          <FailureText failure={state.failure} />
        </div>
      )}
    </section>
  );
}

/** Leads to the card that names the host. */
function AddressForm() {
  const [address, setAddress] = useState("");
  return (
    <form
      class="address-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim() !== "") location.hash = printRoute({ kind: "open", url: address.trim() });
      }}
    >
      <label for="course-address">{words.label}</label>
      <span class="row">
        <input
          id="course-address"
          type="url"
          inputMode="url"
          placeholder="https://"
          value={address}
          onInput={({ currentTarget }) => setAddress(currentTarget.value)}
        />
        <button type="submit">{words.add}</button>
      </span>
    </form>
  );
}

function ConfigChooser() {
  const { adding } = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        <FileIcon />
        {words.file}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".toml,application/toml"
        aria-label={words.file}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = "";
          if (file !== undefined) void adding.addFile(file);
        }}
      />
    </>
  );
}

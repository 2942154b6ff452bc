/** Leaving this device: signing out everywhere, and taking everything away. */
import { useState } from "preact/hooks";
import { DeleteIcon } from "../../look/icons.tsx";
import { deviceWords as words } from "../../words/device.ts";
import { useApp } from "../context.ts";
import { FailureText } from "./failure-text.tsx";
import { Framed, isFramed } from "./framed.tsx";

export function DeviceSection() {
  const { device } = useApp();
  const [isSure, setSure] = useState(false);
  const state = device.state.value;
  const isWorking = state.kind === "working";
  return (
    <section class="course" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="muted">{words.about}</p>
      {isFramed() ? (
        <Framed text={words.framed} link={words.ownTab} />
      ) : isSure ? (
        <Sure keep={() => setSure(false)} />
      ) : (
        <p class="actions start">
          <button type="button" disabled={isWorking} onClick={() => void device.signOut()}>
            {words.signOutAll}
          </button>
          <button type="button" class="danger" disabled={isWorking} onClick={() => setSure(true)}>
            <DeleteIcon />
            {words.erase}
          </button>
        </p>
      )}
      <div role="status">
        {isWorking && <p>{words.working}</p>}
        {state.kind === "signed-out" && <p>{words.signedOutAll}</p>}
        {state.kind === "failed" && <FailureText failure={state.failure} />}
      </div>
    </section>
  );
}

function Sure({ keep }: { keep: () => void }) {
  const { device } = useApp();
  return (
    <div class="notice failure" role="alert">
      <div>
        <p>
          <strong>{words.sure}</strong> {words.warning}
        </p>
        <p class="actions start">
          <button type="button" onClick={keep}>
            {words.no}
          </button>
          <button type="button" class="danger" onClick={() => void device.erase()}>
            {words.yes}
          </button>
        </p>
      </div>
    </div>
  );
}

/** The frame's front door: waits for the shell to open a notebook, then hands every message on. */
import {
  CONTRACT_VERSION,
  type FrameMessage,
  readShellMessage,
  type ShellMessage,
} from "../runtime/contract.ts";
import { forwardShortcuts } from "./mediate/keys.ts";
import { mediateRealm } from "./mediate/realm.ts";
import { openNotebook } from "./open-notebook.tsx";

export function startFrame(port: MessagePort): void {
  const tell = (message: FrameMessage) => port.postMessage(message);
  mediateRealm(tell);
  forwardShortcuts(tell);
  let handle: ((message: ShellMessage) => void) | undefined;
  port.addEventListener("message", ({ data }) => {
    const message = readShellMessage(data);
    if (!message) return;
    if (message.kind === "ping") tell({ kind: "pong", count: message.count });
    else if (message.kind === "open") handle ??= openNotebook(message, tell);
    else handle?.(message);
  });
  port.start();
  tell({ kind: "ready", version: CONTRACT_VERSION });
}

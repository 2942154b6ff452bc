/** The notebook frame as an element: an opaque origin that gets one port and its script from us. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ShellMessage } from "../runtime/contract.ts";
import type { FramePlan } from "../state/session/frame-life.ts";
import type { FrameLink } from "../state/wall.ts";
import { frameDocument } from "./frame-bootstrap.ts";

/** Who talks to the frame of a generation. */
export interface FramePeer {
  connect(generation: number, link: FrameLink): void;
  receive(generation: number, data: unknown): void;
  lost(generation: number): void;
}

export interface FrameHostProps {
  readonly title: string;
  readonly className: string;
  readonly peer: FramePeer;
  readonly plan: FramePlan;
  readonly theme: "light" | "dark";
}

/** Give it the plan's generation as `key`: a new generation is a new element. */
export function FrameHost({ title, className, peer, plan, theme }: FrameHostProps) {
  const element = useRef<HTMLIFrameElement>(null);
  // Only for the first paint: the frame hears of later themes through its port.
  const srcdoc = useRef(frameDocument(plan.pieces.style, plan.hosts, theme));
  // Before the frame can have loaded. The plan is fixed for a generation.
  useLayoutEffect(() => {
    const frame = element.current;
    return frame === null ? undefined : startFrame(frame, peer, plan);
  }, [peer, plan.generation]);
  return (
    <iframe ref={element} class={className} title={title} sandbox="allow-scripts" srcdoc={srcdoc.current} />
  );
}

function startFrame(frame: HTMLIFrameElement, peer: FramePeer, plan: FramePlan): () => void {
  const { generation, pieces } = plan;
  const channel = new MessageChannel();
  let loads = 0;
  const onLoad = (): void => {
    loads++;
    // A second document in the frame is not ours: a notebook has navigated it.
    if (loads > 1) peer.lost(generation);
    else frame.contentWindow?.postMessage(pieces.script, "*", [channel.port2]);
  };
  channel.port1.onmessage = ({ data }) => peer.receive(generation, data);
  frame.addEventListener("load", onLoad);
  // Holds the state's idea of a message against the contract's.
  const send = (message: ShellMessage): void => channel.port1.postMessage(message);
  peer.connect(generation, { send });
  return () => {
    frame.removeEventListener("load", onLoad);
    channel.port1.close();
  };
}

/** Entry of the frame's script. The bootstrap in the frame's page (src/app/frame-bootstrap.ts) leaves the port here. */
import "./frame.css";
import "./islands/outputs.css";
import { startFrame } from "./start.tsx";

declare global {
  var __atelierPort: MessagePort | undefined;
}

const port = globalThis.__atelierPort;
// Notebook code shares this realm: it must not find the port lying about.
Reflect.deleteProperty(globalThis, "__atelierPort");
if (port) startFrame(port);

/** The transport that a course's file names. */
import type { HttpsTransport, MoodleTransport, TransportConfig } from "../core/submission/transport.ts";
import { createHttpsTransport } from "./https/https-transport.ts";
import { createMoodleTransport } from "./moodle/moodle-transport.ts";

export function openTransport(config: TransportConfig): HttpsTransport | MoodleTransport {
  return config.kind === "https" ? createHttpsTransport(config) : createMoodleTransport(config);
}

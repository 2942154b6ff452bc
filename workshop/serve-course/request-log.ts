/** One line of JSON for each request. What is in it is listed here, and no token, code or body is. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CourseRefusal } from "../../src/words/serve-course.ts";

/** What is learned about a request while it is answered. */
export interface Noted {
  /** Whose work it is about. */
  user?: string;
  refusal?: CourseRefusal;
}

interface Line extends Noted {
  readonly time: string;
  readonly from: string;
  readonly method: string;
  readonly path: string;
  /** 499 when the client left before its answer was out. */
  readonly status: number;
  /** Of the body, as the request's head says it; null where it says nothing. */
  readonly bytes: number | null;
  readonly milliseconds: number;
}

const MOST_PATH = 200;

/** Writes the line when the answer is out, or the connection is gone. */
export function logRequest(
  request: IncomingMessage,
  response: ServerResponse,
  noted: Noted,
  write: (line: string) => void,
): void {
  const begun = performance.now();
  const from = request.socket.remoteAddress ?? "";
  const length = request.headers["content-length"];
  response.once("close", () => {
    const line: Line = {
      time: new Date().toISOString(),
      from,
      method: request.method ?? "",
      path: printPath(request.url ?? ""),
      status: response.writableFinished ? response.statusCode : 499,
      bytes: length === undefined ? null : Number(length),
      milliseconds: Math.round(performance.now() - begun),
      ...noted,
    };
    write(JSON.stringify(line));
  });
}

/** Without the query, and without what may be a token that somebody put there. */
function printPath(target: string): string {
  const path = target.replace(/[?#].*$/s, "");
  return path.replace(/[0-9a-f]{32,}/gi, "…").slice(0, MOST_PATH);
}

/**
 * Server-sent events out of the text of a stream (WHATWG HTML, 9.2.6): an `EventSource` cannot send the header that
 * the cockpit's addresses want.
 */

export interface StreamEvent {
  readonly name: string;
  readonly data: string;
}

export interface EventReader {
  /** Takes the next piece of text, cut anywhere; returns the events that it completes. */
  push(text: string): readonly StreamEvent[];
}

/** `most`: characters that one event may have; a longer one makes `push` throw a RangeError. */
export function createEventReader(most: number): EventReader {
  let rest = "";
  let name = "";
  let data: string[] = [];
  let size = 0;

  /** An event once its empty line is there. */
  function takeLine(line: string): StreamEvent | undefined {
    if (line === "") {
      const event = { name: name || "message", data: data.join("\n") };
      const isEvent = data.length > 0;
      [name, data, size] = ["", [], 0];
      return isEvent ? event : undefined;
    }
    const [, field = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "event") name = value;
    if (field === "data") {
      data.push(value);
      size += value.length;
    }
    return undefined;
  }

  return {
    push(text) {
      // A carriage return at the end may be the first half of a line break.
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      const events = lines.flatMap((line) => takeLine(line) ?? []);
      if (rest.length + size > most) throw new RangeError("The event is too long.");
      return events;
    },
  };
}

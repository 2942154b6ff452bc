/**
 * Merges a cell's flood of prints into few messages. Timers do not fire while a cell runs, so merging goes by the
 * clock inside the callback itself: 20,000 printed lines were 30,000 messages and a blank page for 30 s.
 */

/** Console text of one cell run beyond this many characters is dropped, with a line that says so. */
export const CONSOLE_LIMIT = 200_000;
const FLUSH_AFTER_MS = 100;

interface ConsoleText {
  channel: string;
  mimetype: string;
  data: string;
}

interface CellMessage {
  op: "cell-op";
  data: { cell_id: string; status: string | null; output: unknown; console: unknown };
}

/** A function to call with each kernel message, in order; `send` gets the same messages, prints merged. */
export function createConsoleRelay(send: (text: string) => void, now: () => number): (text: string) => void {
  let held: { cell: string; part: ConsoleText; message: CellMessage } | null = null;
  let lastFlush = 0;
  let printed = 0;

  const flush = () => {
    if (!held) return;
    const { message } = held;
    held = null;
    lastFlush = now();
    send(JSON.stringify(message));
  };

  return (text) => {
    const print = readPrint(text);
    if (!print) {
      flush();
      if (text.includes('"status": "running"') || text.includes('"status":"running"')) printed = 0;
      send(text);
      return;
    }
    const before = printed;
    printed += print.part.data.length;
    if (before > CONSOLE_LIMIT) return;
    if (printed > CONSOLE_LIMIT)
      print.part.data = "\n… the rest of this output is not shown: it is too long\n";
    if (held && held.cell === print.cell && held.part.channel === print.part.channel) {
      held.part.data += print.part.data;
    } else {
      flush();
      held = print;
    }
    if (now() - lastFlush > FLUSH_AFTER_MS) flush();
  };
}

/** The message as a print and nothing else, or null: any other message must keep its place. */
function readPrint(text: string): { cell: string; part: ConsoleText; message: CellMessage } | null {
  if (!text.startsWith('{"op": "cell-op"') || !text.includes('"std')) return null;
  const message: CellMessage = JSON.parse(text);
  const { console: part, status, output, cell_id: cell } = message.data;
  if (!isConsoleText(part) || status || output) return null;
  return { cell, part, message };
}

function isConsoleText(part: unknown): part is ConsoleText {
  if (typeof part !== "object" || part === null || Array.isArray(part)) return false;
  const { channel, mimetype, data } = part as Partial<ConsoleText>;
  return (
    (channel === "stdout" || channel === "stderr") && mimetype === "text/plain" && typeof data === "string"
  );
}

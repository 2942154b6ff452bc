/** Files of a `multipart/form-data` body (RFC 7578), piece by piece as they arrive: none is ever held as a whole. */
import { Refused } from "./refused.ts";

export interface SentFile {
  readonly name: string;
  /** To be read to its end before the next file is asked for. */
  readonly content: AsyncIterable<Buffer>;
}

/** Of the head of one part. Bytes. */
const MOST_HEAD = 16_384;

/** The boundary that a `Content-Type` names; undefined for another type. */
export function readBoundary(contentType: string): string | undefined {
  if (!/^multipart\/form-data\b/i.test(contentType.trim())) return undefined;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  return quoted ?? plain ?? "";
}

/** Every part that has a file name, whatever its field is called. Throws `Refused` for a body that does not end as it should. */
export async function* readFiles(body: AsyncGenerator<Buffer>, boundary: string): AsyncGenerator<SentFile> {
  if (boundary === "") throw new Refused("broken-upload");
  // The first boundary stands at the very beginning, as if after a line.
  const source = createSource(body, Buffer.from("\r\n"));
  const mark = Buffer.from(`\r\n--${boundary}`);
  try {
    await skip(source.until(mark));
    while ((await source.take(2)) === "\r\n") {
      const head = await source.text("\r\n\r\n", MOST_HEAD);
      const name = readName(head);
      const content = source.until(mark);
      if (name !== undefined) yield { name, content };
      await skip(content);
    }
  } finally {
    await body.return(undefined);
  }
}

/** Forms write a quotation mark as `%22`; other clients put a backslash before it. */
function readName(head: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? "";
  const name = /[;\s]filename="((?:\\.|[^"\\])*)"/i.exec(disposition)?.[1];
  if (name !== undefined) return name.replace(/\\(.)/g, "$1").replace(/%22/g, '"');
  return /[;\s]filename\*?=([^\s;]+)/i.exec(disposition)?.[1];
}

async function skip(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _piece of content);
}

function createSource(body: AsyncGenerator<Buffer>, start: Buffer) {
  let rest = start;

  async function more(): Promise<void> {
    const next = await body.next();
    if (next.done) throw new Refused("broken-upload");
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
  }

  /** All before the mark, which is taken, too. */
  async function* until(mark: Buffer): AsyncGenerator<Buffer> {
    for (let at = rest.indexOf(mark); ; at = rest.indexOf(mark)) {
      // What may be the beginning of the mark waits for what follows it.
      const length = at === -1 ? Math.max(0, rest.length - mark.length + 1) : at;
      const piece = rest.subarray(0, length);
      rest = rest.subarray(at === -1 ? length : at + mark.length);
      if (length > 0) yield piece;
      if (at !== -1) return;
      await more();
    }
  }

  return {
    until,
    async take(length: number): Promise<string> {
      while (rest.length < length) await more();
      const taken = rest.toString("latin1", 0, length);
      rest = rest.subarray(length);
      return taken;
    },
    async text(mark: string, most: number): Promise<string> {
      const found: Buffer[] = [];
      let bytes = 0;
      for await (const piece of until(Buffer.from(mark))) {
        bytes += piece.length;
        if (bytes > most) throw new Refused("broken-upload");
        found.push(piece);
      }
      return Buffer.concat(found).toString("utf8");
    },
  };
}

/** What is packed inside a file: gzip streams and ZIP members, wherever in it they begin, also inside one another. */
import { constants, inflateRawSync } from "node:zlib";

/** A pack inside a pack inside a pack; deeper is nobody's mistake. */
const deepest = 3;
const mostBytes = 512 * 1024 * 1024;

const gzipStart = Buffer.from([0x1f, 0x8b, 0x08]);
const zipStart = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const deflated = 8;

/** The bytes themselves, and then all that can be unpacked from them. */
export function* membersOf(bytes: Uint8Array, depth = 0): Generator<Uint8Array> {
  yield bytes;
  if (depth === deepest) return;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const start of [...gzipStreams(buffer), ...zipMembers(buffer)]) {
    const unpacked = inflate(buffer.subarray(start));
    if (unpacked) yield* membersOf(unpacked, depth + 1);
  }
}

/** Where the compressed data behind each gzip header begins (RFC 1952, 2.3). */
function* gzipStreams(buffer: Buffer): Generator<number> {
  for (const at of placesOf(gzipStart, buffer)) {
    const flags = buffer[at + 3] ?? 0;
    let start = at + 10;
    if (flags & 4 && start + 2 <= buffer.length) start += 2 + buffer.readUInt16LE(start);
    if (flags & 8) start = afterZero(buffer, start);
    if (flags & 16) start = afterZero(buffer, start);
    if (flags & 2) start += 2;
    yield start;
  }
}

function afterZero(buffer: Buffer, from: number): number {
  const zero = buffer.indexOf(0, from);
  return zero < 0 ? buffer.length : zero + 1;
}

/** By local headers (APPNOTE 4.3.7): also members that no directory lists. What is stored is in the file as it is. */
function* zipMembers(buffer: Buffer): Generator<number> {
  for (const at of placesOf(zipStart, buffer)) {
    if (at + 30 > buffer.length || buffer.readUInt16LE(at + 8) !== deflated) continue;
    yield at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
  }
}

function* placesOf(mark: Buffer, buffer: Buffer): Generator<number> {
  for (let at = buffer.indexOf(mark); at >= 0; at = buffer.indexOf(mark, at + 1)) yield at;
}

/** Raw, because Node's gunzip refuses a stream with something behind it. Bytes that only look like a stream are none. */
function inflate(bytes: Buffer): Buffer | undefined {
  try {
    const options = { maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH };
    const unpacked = inflateRawSync(bytes, options);
    return unpacked.length > 0 ? unpacked : undefined;
  } catch {
    return undefined;
  }
}

/** What is packed inside a file: gzip streams and ZIP members, wherever in it they begin, also inside one another. */
import { constants, gunzipSync, inflateRawSync } from "node:zlib";

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
  for (const unpacked of [...gzipMembers(buffer), ...zipMembers(buffer)])
    yield* membersOf(unpacked, depth + 1);
}

function* gzipMembers(buffer: Buffer): Generator<Uint8Array> {
  for (const at of placesOf(gzipStart, buffer)) {
    const unpacked = attempt(() => gunzipSync(buffer.subarray(at), asFarAsItGoes));
    if (unpacked) yield unpacked;
  }
}

/** By local headers (APPNOTE 4.3.7): also members that no directory lists. What is stored is in the file as it is. */
function* zipMembers(buffer: Buffer): Generator<Uint8Array> {
  for (const at of placesOf(zipStart, buffer)) {
    if (at + 30 > buffer.length || buffer.readUInt16LE(at + 8) !== deflated) continue;
    const start = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
    const unpacked = attempt(() => inflateRawSync(buffer.subarray(start), asFarAsItGoes));
    if (unpacked) yield unpacked;
  }
}

const asFarAsItGoes = { maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH };

function* placesOf(mark: Buffer, buffer: Buffer): Generator<number> {
  for (let at = buffer.indexOf(mark); at >= 0; at = buffer.indexOf(mark, at + 1)) yield at;
}

/** Bytes that only look like the start of a stream are none. */
function attempt(unpack: () => Buffer): Buffer | undefined {
  try {
    const unpacked = unpack();
    return unpacked.length > 0 ? unpacked : undefined;
  } catch {
    return undefined;
  }
}

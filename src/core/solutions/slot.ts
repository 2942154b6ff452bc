import { utf8 } from "./bytes.ts";
import type { Bytes } from "./crypto.ts";

/** Where a solution belongs. Every lock is bound to it, so that nothing opens in another place. */
export interface Slot {
  readonly course: string;
  readonly notebook: string;
  readonly exercise: string;
}

const label = "atelier-sealed/1";

/** The additional authenticated data of the JWE that belongs in this slot. */
export function slotData(slot: Slot): Bytes {
  return utf8(label + JSON.stringify([slot.course, slot.notebook, slot.exercise]));
}

/** HKDF's `info`: a key derived for one purpose in one slot is of no use for another. */
export function slotInfo(purpose: "session" | "phrase" | "answer" | "gate", slot: Slot): Bytes {
  return utf8(`${label} ${purpose}${JSON.stringify([slot.course, slot.notebook, slot.exercise])}`);
}

/**
 * MD5, which is broken, and here for one thing only: Moodle signs the link of its sign-in page with it
 * (admin/tool/mobile/launch.php), and nothing of ours rests on that signature but a check that the link is from this try.
 */
import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export function launchSignature(site: string, passport: string): string {
  return bytesToHex(md5(utf8ToBytes(site + passport)));
}

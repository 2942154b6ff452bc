/** Programs of the machine itself, brought there where that can be done without asking anybody. */
import { spawnSync } from "node:child_process";

/** Runs a command in silence; true when it ended well. */
export const works = (command: string, ...parameters: string[]): boolean =>
  spawnSync(command, parameters, {
    stdio: "ignore",
    shell: process.platform === "win32",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;

/** Debian's package, where we are root; nothing elsewhere. */
export function installDebianPackage(name: string): void {
  if (process.getuid?.() !== 0 || !works("apt-get", "--version")) return;
  works("apt-get", "update");
  works("apt-get", "install", "-y", name);
}

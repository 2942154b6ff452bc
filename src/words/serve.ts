/** What `workshop serve` says, at the terminal and in its answers. */

/** Refusals of the server itself; those of a release are the command line's own sentences. */
export const refusalSentences = {
  "other-host": "This address is not known here: use the one that `workshop serve` printed.",
  "other-method": "This address does not answer that method.",
  "other-site": "Only pages of this site may ask for this.",
  "wrong-token": "The token is missing or wrong: open the cockpit's address as `workshop serve` printed it.",
  "too-many-wrong": "Too many wrong tokens came from this address: try again later.",
  "too-many": "Too many are here already: try again later.",
  "too-large": "This is more than anybody has to say here.",
  "not-json": "This must be JSON.",
  "bad-request": "This is not of the form that is expected here.",
  "unknown-exercise": "There is no such notebook or exercise.",
} as const;

export type RefusalCode = keyof typeof refusalSentences;

export const serveWords = {
  badPort: (text: string) => `"${text}" is no port: use a number from 0 to 65535.`,
  portTaken: (port: number) =>
    `Port ${port} is taken by another program: end that one, or choose a port with --port ${port === 8081 ? 8082 : 8081}.`,
  portForbidden: (port: number) => `Port ${port} is not for everybody: choose one from 1024 with --port.`,
  noSuchAddress: (host: string) =>
    `This machine has no address ${host}: give one of its own to --host, or 0.0.0.0 for all of them.`,
  certAndKey: "--cert and --key go together: give both.",
  noPem: "This file cannot be read: --cert and --key need a certificate and its key in PEM.",
  badPem: "The certificate and the key do not belong together, or are not in PEM.",
  badJoin: (text: string) => `"${text}" is no address: --join must begin with http:// or https://.`,
  alsoAt: (urls: readonly string[]) => `Also at: ${urls.join(" ")}`,
  cannotRelease: (notebook: string, folder: string) =>
    `${notebook}: the private keys are not in ${folder}, or are other ones, so not everything can be released from here; say where with --private.`,
  lacking:
    "This address is plain HTTP, so attendees have no copy for offline use, no QR scanner and no clipboard button; Python and unlocking work. With --cert and --key nothing is missing.",
  openCockpit:
    "The cockpit's token crosses the network unencrypted: use --cert and --key, or open the cockpit on this machine with --host 0.0.0.0.",
  unreadable: (message: string) => `What has changed cannot be read, so the last state stays: ${message}`,
  notReleased: (exercise: string, message: string) =>
    `The countdown of ${exercise} released nothing: ${message}`,
  unknown: (name: string) => `There is no ${name} here.`,
} as const;

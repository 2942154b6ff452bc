/** What the instructor reads in the cockpit, and the room on the projector. */

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);

export const cockpitWords = {
  title: "Cockpit",
  documentTitle: (workshop: string) => `${workshop} · Cockpit`,
  connecting: "Connecting…",
  live: "Live",
  lost: "Connection lost",
  lostHelp:
    "The server does not answer. This page tries again by itself. If `workshop serve` has ended, start it again: what is released stays released. Until then `workshop release-key` releases as well.",
  noToken: {
    title: "This page needs its key",
    text: "Open the cockpit with the whole address that `workshop serve` has printed, with #token= and what follows. This page does not keep the key when its tab is closed.",
  },
  refused: {
    "wrong-token": {
      title: "This is not the key of this server",
      text: "Each start of `workshop serve` makes a new key. Open the address that it has printed last.",
    },
    "too-many": {
      title: "Too many wrong keys",
      text: "The server waits a minute before it listens again. Then open the address that `workshop serve` has printed.",
    },
  },
  again: "Try again",
  framed: "The cockpit stands inside another page, where a press could be stolen. Open it in its own tab.",
  ownTab: "Open in its own tab",

  join: "Join",
  joinAddress: "Address for attendees",
  joinChoice: "Address to show",
  qr: (address: string) => `QR code of ${address}`,
  loopback:
    "This address works on this computer only. For the whole room, start `workshop serve` with --host, as the guide says.",
  connected: (count: number) => (count === 1 ? "1 page is open." : `${count} pages are open.`),
  attendees: (count: number) =>
    count === 1 ? "1 person tells how far they are." : `${count} people tell how far they are.`,
  lackingTitle: "On this address, browsers do without:",
  lacking: {
    offline: "a copy for use without a network",
    scanner: "scanning words with the camera: they are typed instead",
    clipboard: "the Copy buttons",
  },
  lackingHelp: "Everything else works. `workshop serve` with --cert and --key brings them back.",

  exercises: (title: string) => `Exercises of ${title}`,
  noExercises: "There is no exercise here.",
  counts: {
    toDo: "to do",
    inProgress: "in progress",
    passed: "passed",
    open: "solution open",
  },
  nobody: "Nobody tells how far they are yet.",
  stuckCount: (count: number) => `${people(count)} stuck`,
  locks: (exercise: string) => `Locks of ${exercise}`,
  released: "Released",
  locked: "Not released",
  noReleaseLock: "It has no release lock: it opens by its other locks.",
  noKey: "It has a release lock, but its key is not at hand: it cannot be released from here.",
  opensIn: "Opens in",

  release: "Release",
  releaseOf: (exercise: string) => `Release ${exercise}`,
  releaseLater: "Release in…",
  releaseLaterOf: (exercise: string) => `Release ${exercise} in…`,
  releaseAll: "Release all",
  releaseAllOf: (title: string) => `Release all of ${title}`,
  cancelCountdown: "Cancel countdown",
  cancelCountdownOf: (exercise: string) => `Cancel the countdown of ${exercise}`,
  ask: {
    one: (exercise: string) => `Release the solution of ${exercise}?`,
    all: (count: number) =>
      count === 1 ? "Release the last solution?" : `Release the solutions of all ${count} exercises?`,
    text: "It opens for everybody at once, and a released key cannot be taken back.",
    yes: "Release now",
    no: "Keep locked",
  },
  later: {
    title: (exercise: string) => `Release ${exercise} in`,
    text: "Everybody sees the countdown. It can be cancelled until it ends.",
    minutes: (count: number) => (count === 1 ? "1 minute" : `${count} minutes`),
    other: "Other time, in minutes",
    start: "Start countdown",
    no: "Close",
    bad: "Type a number of minutes, such as 3 or 0.5; at most 1440.",
  },

  sending: "Sending…",
  outcomes: {
    released: (exercises: readonly string[]) => `Released: ${exercises.join(", ")}.`,
    counting: (exercises: readonly string[]) => `The countdown of ${exercises.join(", ")} has begun.`,
    cancelled: (exercise: string) => `The countdown of ${exercise} is cancelled.`,
    already: "This is released already.",
    refused: (message: string) => `Not released. ${message}`,
    unreachable:
      "The server did not answer, so it is not certain whether anything was released. Look at the states below once the connection is back.",
  },

  stuckTitle: "Stuck",
  stuckHelp: (runs: number) =>
    `People who have run an exercise at least ${runs} times without a pass. Nobody is named.`,
  nobodyStuck: "Nobody is stuck.",
  someone: (runs: number, hints: number) =>
    `someone: ${runs === 1 ? "1 run" : `${runs} runs`}, ${hints === 0 ? "no hint opened" : hints === 1 ? "1 hint opened" : `${hints} hints opened`}`,

  projector: "Projector view",
  leaveProjector: "Leave projector view",
  notebookChoice: "Notebook to show",
  showJoin: "Show how to join",
  showProgress: "Show exercises",
  joinHere: "Open this address in your browser",
  solutionOf: (exercise: string) => `Solution of ${exercise} opens in`,
  tally: (part: number, all: number) => `${part} of ${all} passed`,
} as const;

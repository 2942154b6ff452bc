/** Leaving a device: signing out everywhere, and taking everything away. */

export const deviceWords = {
  title: "This device",
  about:
    "Notebooks, history, receipts, tokens and the copy for use without a network are kept in this browser.",
  signOutAll: "Sign out everywhere",
  signedOutAll: "You are signed out of every course.",
  erase: "Erase everything on this device",
  sure: "Erase everything?",
  framed: "This page stands inside another one, so nothing can be erased here.",
  ownTab: "Open it in its own tab",
  warning:
    "All notebooks with their history, reports, submissions that wait to be sent, receipts and settings of this site are removed from this browser. What you have submitted stays where it is. This cannot be undone: make a backup first.",
  yes: "Erase everything",
  no: "Keep everything",
  working: "Erasing…",
} as const;

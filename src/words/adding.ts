/** Courses from elsewhere: adding them to the list, and taking them off it. */

export const addWords = {
  title: "Add a course",
  hint: "Paste the address that your teacher gave you: it ends in .json or .toml.",
  label: "Address of the course",
  add: "Add",
  file: "Or choose its mograder.toml",
  confirmTitle: "Add a course from another site?",
  from: (host: string) => `This link leads to a course on ${host}.`,
  warning:
    "Its notebooks are programs. They run in a closed area of this page, away from your other courses and accounts. Where work would be sent to is shown before you sign in.",
  yes: (host: string) => `Add from ${host}`,
  no: "Do not add",
  reading: "Reading the course…",
  remove: "Remove this course from the list",
  removeText: "Your work stays in this browser and is there again when you add the course again.",
  keep: "Keep",
} as const;

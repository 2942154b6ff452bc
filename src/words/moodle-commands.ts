/** What `workshop moodle …` says besides what all commands say that submit work (`submission-commands.ts`). */

export const moodleWords = {
  user: (host: string) => `User name at ${host}: `,
  password: "Password: ",
  openPage: (address: string) =>
    [
      "Open this page in a browser, and sign in there as you always do:",
      `  ${address}`,
      'Then copy the link "Click here if the app does not open automatically" (right click, copy link) and paste it here.',
    ].join("\n"),
  link: "Link: ",
} as const;

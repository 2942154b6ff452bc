/** The commands around a course's own server, and their options. */
import type { Command } from "commander";
import { type ServeCourseCommandOptions, serveCourseCommand } from "./commands/serve-course.ts";
import { type TokenOptions, tokenCommand } from "./commands/token.ts";
import type { Effects } from "./effects.ts";

export function addServeCourse(program: Command, effects: Effects): void {
  program
    .command("serve-course")
    .summary("serve a course: assignments out, submissions in")
    .description(
      "Speaks mograder's protocol: this app and mograder's own programs submit here. Submissions and grades lie in the course's folder as mograder lays them.",
    )
    .argument("[directory]", "the course's folder", ".")
    .option("-p, --port <number>", "0 takes any free one (default: PORT of the environment, or 8080)")
    .option(
      "--host <address>",
      "what to listen on; 0.0.0.0 for everybody on the network, which is the default with PORT (default: 127.0.0.1)",
    )
    .option(
      "--release-dir <folder>",
      "with a folder of files for each assignment (default: release in the course's folder, if it is there)",
    )
    .option("--enrollment-code <code>", "lets students register (default: MOGRADER_ENROLLMENT_CODE)")
    .option("--enrollment-code-file <file>", "the same, from a file")
    .option("--generate-tokens <file>", "print tokens of the students in a file, one a line, and end")
    .option("--max-size <megabytes>", "the most that a submission may have", "20")
    .option("--log <file>", "where a line of JSON for each request goes (default: standard error)")
    .option("--cert <file>", "a certificate in PEM, for https")
    .option("--key <file>", "its key")
    .option("--no-auth", "ask for no tokens: everybody may do everything")
    .option("--trust-network", "allow --no-auth on other addresses than this machine's own")
    .action((directory: string, options: ServeCourseCommandOptions) =>
      serveCourseCommand(directory, options, effects),
    );
}

export function addToken(program: Command, effects: Effects): void {
  program
    .command("token")
    .summary("print tokens for the course's server")
    .argument("<user...>", "names of students")
    .option("--dir <folder>", "the course's folder, with its .mograder-secret", ".")
    .option("--secret-file <file>", "read the secret from a file")
    .option("--secret-stdin", "read the secret from standard input")
    .option("--secret <text>", "the secret itself, which other people of this machine can see")
    .action((users: string[], options: TokenOptions) => tokenCommand(users, options, effects));
}

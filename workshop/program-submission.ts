/** The commands that submit from a terminal: what is typed, what help says, and which function does it. */
import type { Command } from "commander";
import {
  type HttpsFeedbackOptions,
  type HttpsFetchOptions,
  type HttpsLoginOptions,
  type HttpsStatusOptions,
  type HttpsSubmitOptions,
  httpsFeedback,
  httpsFetch,
  httpsLogin,
  httpsStatus,
  httpsSubmit,
} from "./commands/https.ts";
import {
  type MoodleFeedbackOptions,
  type MoodleFetchOptions,
  type MoodleLoginOptions,
  type MoodleSubmitOptions,
  moodleFeedback,
  moodleFetch,
  moodleLogin,
  moodleSubmit,
} from "./commands/moodle.ts";
import type { Effects } from "./effects.ts";

export function addHttps(program: Command, effects: Effects): void {
  const https = program
    .command("https")
    .summary("fetch and submit at a course's server")
    .description("Fetches and submits at a server of mograder's protocol, such as `workshop serve-course`.")
    .helpCommand(false);
  httpsCommand(https, "login")
    .summary("keep a token for the other commands")
    .description("Asks for the token that your teacher gave you, or registers you with the course's code.")
    .option("--register", "get a token for a user name and the course's enrolment code, which is asked for")
    .option("--user <name>", "who registers, or who comes to a server without tokens")
    .action((options: HttpsLoginOptions) => httpsLogin(options, effects));
  httpsCommand(https, "fetch")
    .summary("list assignments, or save the files of one")
    .argument("[name]", "its name, its id, or a part of its name")
    .option("--list", "list the assignments")
    .option("-o, --output <folder>", "where files are saved (default: here); other work there stays as it is")
    .action((name: string | undefined, options: HttpsFetchOptions) => httpsFetch(name, options, effects));
  httpsCommand(https, "submit")
    .summary("submit a notebook")
    .description("Submits, asks the server what it has then, and prints a receipt.")
    .argument("<name>", "the assignment")
    .argument("<file>", "your notebook, a .py file")
    .option("--dry-run", "say what would be sent, and send nothing")
    .action((name: string, file: string, options: HttpsSubmitOptions) =>
      httpsSubmit(name, file, options, effects),
    );
  httpsCommand(https, "status")
    .summary("show what the server has of yours")
    .argument("[name]", "the assignment (default: all)")
    .action((name: string | undefined, options: HttpsStatusOptions) => httpsStatus(name, options, effects));
  httpsCommand(https, "feedback")
    .summary("show grade and feedback")
    .argument("<name>", "the assignment")
    .option("-o, --output <folder>", "save files of feedback there")
    .action((name: string, options: HttpsFeedbackOptions) => httpsFeedback(name, options, effects));
}

/** Where the server is, and who asks. */
function httpsCommand(https: Command, name: string): Command {
  return https
    .command(name)
    .option(
      "--url <address>",
      "the server (default: MOGRADER_HTTPS_URL, or [https] url of the course's file)",
    )
    .option("--token <token>", "your token; better in MOGRADER_HTTPS_TOKEN, or kept by `login`")
    .option("--config <file>", "the course's file (default: course.toml or mograder.toml, here or above)")
    .option("--json", "print the result as JSON");
}

export function addMoodle(program: Command, effects: Effects): void {
  const moodle = program
    .command("moodle")
    .summary("fetch and submit at a course on Moodle")
    .description("Fetches and submits at a Moodle whose services for apps are on.")
    .helpCommand(false);
  moodleCommand(moodle, "login")
    .summary("sign in, and keep the token for the other commands")
    .description("Asks for user name and password, or takes them as two lines of standard input.")
    .option("--sso", "sign in on your school's own page, and paste its link")
    .action((options: MoodleLoginOptions) => moodleLogin(options, effects));
  courseCommand(moodle, "fetch")
    .summary("list assignments, or save the files of one")
    .argument("[name]", "its name, its number, or a part of its name")
    .option("--list", "list the assignments")
    .option("-o, --output <folder>", "where files are saved (default: here); other work there stays as it is")
    .action((name: string | undefined, options: MoodleFetchOptions) => moodleFetch(name, options, effects));
  courseCommand(moodle, "submit")
    .summary("submit a file")
    .description(
      "Submits, asks Moodle what it has then, and prints a receipt. Other files of yours there are kept.",
    )
    .argument("<name>", "the assignment")
    .argument("<file>", "your notebook")
    .option("--draft", "leave a draft, which you can still change")
    .option("--no-finalize", "the same, as mograder says it")
    .option("--agree", "you agree to the statement that the assignment asks for")
    .option("--dry-run", "say what would be sent, and send nothing")
    .action((name: string, file: string, options: MoodleSubmitOptions) =>
      moodleSubmit(name, file, options, effects),
    );
  courseCommand(moodle, "feedback")
    .summary("show grade and feedback")
    .argument("<name>", "the assignment")
    .option("-o, --output <folder>", "save files of feedback there")
    .action((name: string, options: MoodleFeedbackOptions) => moodleFeedback(name, options, effects));
}

/** Which Moodle. */
function moodleCommand(moodle: Command, name: string): Command {
  return moodle
    .command(name)
    .option(
      "--url <address>",
      "the site (default: MOGRADER_MOODLE_URL, or [moodle] url of the course's file)",
    )
    .option("--config <file>", "the course's file (default: course.toml or mograder.toml, here or above)")
    .option("--json", "print the result as JSON");
}

/** Which course there. */
function courseCommand(moodle: Command, name: string): Command {
  return moodleCommand(moodle, name).option(
    "--course <course>",
    "its number or name (default: course_id of the course's file, or all)",
  );
}

/** A folder with a course as mograder's servers find it. */
import { createHmac } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const homework = "import marimo\n\napp = marimo.App()\n# ü\n";

/** `hw1` with a file, `hw2` with none that is known, and a name with a space. The caller removes it. */
export function makeCourse() {
  const folder = mkdtempSync(join(tmpdir(), "atelier-https-"));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  write("hw1/files/hw1.py", homework);
  write("hw2/files/data.csv", "1,2\n");
  write("My work/files/a b.py", homework);
  return {
    folder,
    write,
    read: (name: string) => readFileSync(join(folder, name), "utf8"),
    /** Of all submissions with a time in their names. */
    history: (assignment: string, user: string) =>
      readdirSync(join(folder, assignment))
        .filter((name) => name.startsWith(`${user}_`))
        .map((name) => readFileSync(join(folder, assignment, name), "utf8")),
    /** As mograder makes them, once a server has made the secret; "" where there is none. */
    token(user: string): string {
      if (!existsSync(join(folder, ".mograder-secret"))) return "";
      const secret = readFileSync(join(folder, ".mograder-secret"), "utf8").trim();
      return `${user}:${createHmac("sha256", secret).update(user).digest("hex")}`;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

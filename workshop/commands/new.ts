import { mkdir, readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { toId } from "../../src/core/course/id.ts";
import { workshopWords } from "../../src/words/workshop.ts";
import { textChange } from "../changes.ts";
import type { Effects } from "../effects.ts";
import { inputError, isMissing } from "../error.ts";
import { shown } from "../read.ts";
import { courseToml, gitignore, notebook, pagesWorkflow, readme } from "../template.ts";
import { listWritten, write } from "../write.ts";

export interface NewOptions {
  readonly json?: boolean | undefined;
}

/** A course folder that works at once: `workshop export NAME` makes its site. */
export async function newCourse(name: string, options: NewOptions, effects: Effects): Promise<void> {
  const folder = resolve(effects.cwd, name);
  if (!(await isEmpty(folder))) throw inputError(workshopWords.notEmpty(shown(folder, effects.cwd)));
  const title = basename(folder);
  const id = toId(title, "workshop");
  const command = ownCommand(effects.environment);
  const written = await write(
    [
      textChange(join(folder, "course.toml"), courseToml(id, title)),
      textChange(join(folder, "source", "intro.py"), notebook),
      textChange(join(folder, ".gitignore"), gitignore),
      textChange(join(folder, ".github", "workflows", "pages.yml"), pagesWorkflow),
      textChange(join(folder, "README.md"), readme(title, command)),
    ],
    {},
    effects,
  );
  await mkdir(join(folder, "private"), { mode: 0o700 });
  if (options.json) effects.print(JSON.stringify({ course: id, written }, null, 2));
  else {
    const path = quoted(shown(folder, effects.cwd));
    effects.print(`${listWritten(written, false)}\n\nNext: ${command} export ${path}`);
  }
}

/** How this program is called. By its name alone npx would fetch a stranger's package. */
function ownCommand({ npm_lifecycle_event: script }: Effects["environment"]): string {
  return script === "workshop" ? "npm run workshop --" : "npx --package @atelier-notebooks/workshop workshop";
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\p{L}\p{M}\p{N}_./\\:@%+-]+$/u.test(path) ? path : `"${path.replace(/["$`]/g, "\\$&")}"`;
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}

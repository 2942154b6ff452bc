/** The folder that the bench serves: our build with a notebook of two cells, and its rivals. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { build } from "../scripts/build.ts";
import { NOTEBOOK_CELLS, writeRivals } from "./stock.ts";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const cell = (code: string): string => `@app.cell\ndef _():\n    ${code}\n    return\n\n\n`;
const NOTEBOOK = `import marimo\n\n__generated_with = "0.23.15"\napp = marimo.App()\n\n\n${NOTEBOOK_CELLS.map(cell).join("")}if __name__ == "__main__":\n    app.run()\n`;

const course = {
  format: "atelier-course",
  version: 1,
  id: "bench",
  title: "Bench",
  description: "",
  connect: [],
  notebooks: [
    { id: "sum", title: "Sum", description: "", minutes: 1, file: "sum.py", kind: "lecture", files: [] },
  ],
};

const courseList = v.pipe(v.string(), v.parseJson(), v.object({ courses: v.array(v.string()) }));

/** Builds the app and the pages beside it; resolves to the folder. */
export async function prepareSite(): Promise<string> {
  const built = await build();
  const folder = join(root, ".cache/bench/site");
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "app/bench"), { recursive: true });
  await cp(built, join(folder, "app"), { recursive: true });
  await writeFile(join(folder, "app/bench/course.json"), JSON.stringify(course));
  await writeFile(join(folder, "app/bench/sum.py"), NOTEBOOK);
  const list = join(folder, "app/courses.json");
  const { courses } = v.parse(courseList, await readFile(list, "utf8"));
  await writeFile(list, JSON.stringify({ courses: [...courses, "bench/course.json"] }));
  await writeRivals(root, folder);
  return folder;
}

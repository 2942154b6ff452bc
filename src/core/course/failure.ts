/** `where` is a path inside the file, such as `notebooks.0.id`; "" for a file that is no JSON or TOML at all. */
export type CourseFailure = { failure: "course-invalid"; where: string; line: number | null };

/** The name under which Moodle stores a file: its cleaning of `PARAM_FILE` leaves out what some systems mind. */
export function storedName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what Moodle leaves out.
  return name.replace(/[\u0000-\u001f\u007f&<>"`|':\\/]/g, "");
}

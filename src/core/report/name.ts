/** Name of the file that people get: apart from the printing, which only who asks for a report needs to load. */
export function reportName(filename: string): string {
  return `${filename.replace(/\.py$/, "")}-report.html`;
}

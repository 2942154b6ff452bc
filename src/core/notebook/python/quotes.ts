const STRING = /'([^'\\]*(?:\\.[^'\\]*)*)'|"([^"\\]*(?:\\.[^"\\]*)*)"/g;

/** Double quotes around the strings of an annotation (marimo/_utils/strings.py). */
export function standardQuotes(annotation: string): string {
  return annotation.replace(STRING, (whole: string, single?: string) => {
    if (single === undefined || (single.includes('"') && !single.includes('\\"'))) return whole;
    return `"${single.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`;
  });
}

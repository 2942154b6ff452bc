/** What a report asks of UI elements after a run: they show a part of what they hold, and give the rest when asked. */

export interface Question {
  /** Id of the UI element, which is also the name space of its functions. */
  readonly object: string;
  readonly name: "search" | "load";
  readonly args: Readonly<Record<string, unknown>>;
  /** The text for the report; undefined when the answer is none. */
  read(value: unknown): string | undefined;
}

/** Rows that a report shows of a table. */
const ROWS = 100;

/** Tables with more rows than they show, and lazy outputs, in the HTML of an output. */
export function findQuestions(html: string): readonly Question[] {
  const questions: Question[] = [];
  for (const [, object = "", element, attributes = ""] of flatten(html).matchAll(elements)) {
    if (element === "lazy")
      questions.push({ object, name: "load", args: {}, read: (value) => textIn(value, "html") });
    else if (hasMoreRows(attributes)) {
      const args = { pageSize: ROWS, pageNumber: 0 };
      questions.push({ object, name: "search", args, read: (value) => textIn(value, "data") });
    }
  }
  return questions;
}

const elements = /<marimo-ui-element object-id='([\w-]{1,100})'[^>]*>\s*<marimo-(table|lazy)\b([^>]*)>/g;

/** HTML inside of attributes and of JSON is written with escapes: here they are undone, well enough to find elements. */
function flatten(html: string): string {
  return html
    .replaceAll("&#92;", "\\")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("\\u003c", "<")
    .replaceAll("\\u003e", ">")
    .replaceAll('\\"', '"');
}

function hasMoreRows(attributes: string): boolean {
  const [, total] = /data-total-rows='([^']*)'/.exec(attributes) ?? [];
  const [, shown] = /data-page-size='(\d+)'/.exec(attributes) ?? [];
  return Number.isNaN(Number(total)) || Number(total) > Number(shown);
}

function textIn(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const text = Object.entries(value).find(([key]) => key === name)?.[1];
  if (text === undefined || text === null) return undefined;
  return typeof text === "string" ? text : JSON.stringify(text);
}

/** marimo's tables: the rows that came with the output, or that the table gave when it was asked for a hundred. */
import { type HtmlElement, type HtmlNode, h } from "./html.ts";
import { readData, readText } from "./read-data.ts";
import { MOST_ROWS, type Translation, translateHtml } from "./translate.ts";

type Row = Readonly<Record<string, unknown>>;

export function tableNodes(element: HtmlElement, translation: Translation): readonly HtmlNode[] {
  const { words, answers, object } = translation;
  const answer = answers[object];
  const data = answer === undefined ? readData(element, "data") : parse(answer);
  const rows = readRows(data);
  if (rows === undefined) return [h("p", { class: "left-out" }, words.leftOut(words.kinds.element("table")))];
  const label = readText(element, "label");
  const total = readData(element, "total-rows");
  const all = typeof total === "number" ? total : null;
  const shown = rows.slice(0, MOST_ROWS);
  const caption = label === "" ? [] : [h("caption", {}, ...translateHtml(label, translation))];
  const columns = columnsOf(shown);
  const head = h("thead", {}, h("tr", {}, ...columns.map((column) => h("th", { scope: "col" }, column))));
  const body = shown.map((row) => h("tr", {}, ...columns.map((column) => cell(row[column], translation))));
  const count = h(
    "p",
    { class: "count" },
    words.rows(shown.length, all ?? (rows.length > MOST_ROWS ? null : rows.length)),
  );
  return [h("div", { class: "table" }, h("table", {}, ...caption, head, h("tbody", {}, ...body)), count)];
}

function cell(value: unknown, translation: Translation): HtmlNode {
  if (typeof value === "number") return h("td", { class: "number" }, String(value));
  if (typeof value === "string") {
    const html = /^text\/html:([\s\S]*)$/.exec(value)?.[1];
    return h("td", {}, ...(html === undefined ? [value] : translateHtml(html, translation)));
  }
  return h("td", {}, value === null || value === undefined ? "" : JSON.stringify(value));
}

/** `_marimo_row_id` and its like are for the component only. */
function columnsOf(rows: readonly Row[]): string[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].filter((name) => !name.startsWith("_marimo_"));
}

/** From the forms that marimo gives rows in: a list, JSON text of one, or a `data:` address of JSON or CSV. */
function readRows(data: unknown): readonly Row[] | undefined {
  if (Array.isArray(data)) return data.filter(isRow);
  if (typeof data !== "string") return undefined;
  const address = /^data:([\w/+.-]+)(?:;charset=[\w-]+)?(;base64)?,([\s\S]*)$/.exec(data);
  if (address === null) return readJsonRows(data);
  const [, mimetype = "", base64, body = ""] = address;
  const text = decodeBody(body, base64 !== undefined);
  if (text === undefined) return undefined;
  return mimetype === "text/csv" ? readCsv(text) : readJsonRows(text);
}

function readJsonRows(text: string): readonly Row[] | undefined {
  const value = parse(text);
  return Array.isArray(value) ? value.filter(isRow) : undefined;
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeBody(body: string, base64: boolean): string | undefined {
  try {
    if (!base64) return decodeURIComponent(body);
    return new TextDecoder().decode(Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** RFC 4180: quoted fields may hold commas, quotes and line breaks. */
function readCsv(text: string): readonly Row[] {
  const [head = [], ...lines] = readFields(text);
  return lines.map((fields) => Object.fromEntries(head.map((name, index) => [name, fields[index] ?? ""])));
}

function readFields(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain = "", end = ""] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (line.length > 1 || line[0] !== "") lines.push(line);
    line = [];
  }
  return lines;
}

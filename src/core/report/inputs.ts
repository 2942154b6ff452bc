/** marimo's UI elements as label and value: what they stood at when the cell ran. */
import { type HtmlElement, type HtmlNode, h } from "./html.ts";
import { readData, readText } from "./read-data.ts";
import { type MarimoTranslator, type Translation, translateHtml } from "./translate.ts";

type ReadValue = (element: HtmlElement, translation: Translation) => readonly HtmlNode[];

const plain: ReadValue = (element, translation) => [text(readData(element, "initial-value"), translation)];

/** A slider over given steps says which one, not its value. */
const step: ReadValue = (element, translation) => {
  const steps = readData(element, "steps");
  const value = readData(element, "initial-value");
  if (!Array.isArray(steps) || steps.length === 0) return [text(value, translation)];
  const places = Array.isArray(value) ? value : [value];
  return [
    text(
      places.map((place) => steps[Number(place)]),
      translation,
    ),
  ];
};

const block: ReadValue = (element) => [h("code", { class: "typed" }, readText(element, "initial-value"))];

const buttonText: ReadValue = () => [];

const chosenFiles: ReadValue = (element, { words }) => {
  const files = readData(element, "initial-value");
  const names = Array.isArray(files) ? files.map((file) => String(Array.isArray(file) ? file[0] : file)) : [];
  return [names.length === 0 ? words.empty : names.join(", ")];
};

const matrix: ReadValue = (element) => {
  const rows = readData(element, "initial-value");
  if (!Array.isArray(rows)) return [];
  const cells = (row: unknown) => (Array.isArray(row) ? row : [row]).map((cell) => h("td", {}, String(cell)));
  return [h("table", { class: "matrix" }, h("tbody", {}, ...rows.map((row) => h("tr", {}, ...cells(row)))))];
};

const download: ReadValue = (element, { words }) => [`${words.file} ${readText(element, "filename")}`.trim()];

const values: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
  ["marimo-slider", step],
  ["marimo-range-slider", step],
  ["marimo-number", plain],
  ["marimo-text", plain],
  ["marimo-text-area", block],
  ["marimo-code-editor", block],
  ["marimo-dropdown", plain],
  ["marimo-multiselect", plain],
  ["marimo-radio", plain],
  ["marimo-checkbox", plain],
  ["marimo-switch", plain],
  ["marimo-date", plain],
  ["marimo-datetime", plain],
  ["marimo-date-range", plain],
  ["marimo-refresh", buttonText],
  ["marimo-button", buttonText],
  ["marimo-file", chosenFiles],
  ["marimo-file-browser", chosenFiles],
  ["marimo-microphone", buttonText],
  ["marimo-matrix", matrix],
  ["marimo-download", download],
]);

/** Undefined for an element that is no input. */
export function inputTranslator(name: string): MarimoTranslator | undefined {
  const read = values.get(name);
  return read && ((element, translation) => [inputNode(element, translation, read(element, translation))]);
}

function inputNode(element: HtmlElement, translation: Translation, value: readonly HtmlNode[]): HtmlNode {
  const label = readText(element, "label");
  const name =
    label === "" ? [] : [h("span", { class: "input-label" }, ...translateHtml(label, translation))];
  const shown = value.length === 0 ? [] : [h("span", { class: "input-value" }, ...value)];
  return h("span", { class: value.length === 0 ? "input button" : "input" }, ...name, " ", ...shown);
}

function text(value: unknown, translation: Translation): string {
  const { words } = translation;
  if (value === true) return words.yes;
  if (value === false) return words.no;
  if (value === null || value === undefined || value === "") return words.empty;
  if (Array.isArray(value))
    return value.length === 0 ? words.empty : value.map((one) => text(one, translation)).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

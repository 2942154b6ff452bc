/** marimo's components get their arguments as JSON in `data-…` attributes. */
import type { HtmlElement } from "./html.ts";

/** The value of `data-<name>`; undefined when it is missing or no JSON. */
export function readData(element: HtmlElement, name: string): unknown {
  const text = element.attributes[`data-${name}`];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value when it is a text, a number or a boolean; "" for anything else. */
export function readText(element: HtmlElement, name: string): string {
  const value = readData(element, name);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function readTexts(element: HtmlElement, name: string): readonly string[] {
  const value = readData(element, name);
  return Array.isArray(value) ? value.map(String) : [];
}

/**
 * Texts of a first run before islands is there to draw them: its start-up comes after they are on the page. Islands
 * takes what stands in its element for the first output, and replaces it by its own drawing.
 */
import DOMPurify from "dompurify";
import type { CellOp, KernelOutput } from "../kernel-message.ts";

export interface EarlyOutputs {
  take(op: CellOp): void;
  /** What can be shown of a cell's output without marimo's elements; "" for nothing. */
  htmlOf(cell: string): string;
  /** Islands draws from now on. */
  end(): void;
}

export function createEarlyOutputs(): EarlyOutputs {
  const outputs = new Map<string, string>();
  let isOver = false;
  return {
    take({ cell_id: cell, output }) {
      if (isOver || !output) return;
      outputs.set(cell, readable(output));
      const place = document.querySelector(`[data-island-cell-id="${CSS.escape(cell)}"] marimo-cell-output`);
      if (place !== null) place.innerHTML = outputs.get(cell) ?? "";
    },
    htmlOf: (cell) => outputs.get(cell) ?? "",
    end() {
      isOver = true;
      outputs.clear();
    },
  };
}

/** Words, tables and pictures. Sliders and the like hold nothing to read; formulas hold their TeX between bars. */
function readable({ channel, mimetype, data }: KernelOutput): string {
  if (channel !== "output" || typeof data !== "string") return "";
  if (mimetype === "text/plain") {
    const text = document.createElement("pre");
    text.textContent = data;
    return text.outerHTML;
  }
  if (mimetype !== "text/html" && mimetype !== "text/markdown") return "";
  return DOMPurify.sanitize(data.replaceAll(/\|\|[([]([\s\S]*?)\|\|[)\]]/g, "$1"));
}

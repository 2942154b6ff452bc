/** A process of its own: starts Python under Node, runs the bench's notebook once and prints the ms since its start. */
import { startPython } from "../src/runtime/node.ts";
import { openSession } from "../src/runtime/session.ts";
import { NOTEBOOK_CELLS, SHOWN } from "./stock.ts";

const { pyodide } = await startPython({ folder: process.argv[2] ?? "dist/runtime" });
const settings = { onChange: "reactive", theme: "light", editor: "code" } as const;
let shown = false;
const session = openSession(
  pyodide,
  { filename: "sum.py", source: "", settings },
  {
    kernel(text) {
      shown ||= text.includes(SHOWN);
      if (!text.startsWith('{"op": "completed-run"')) return;
      if (!shown) throw new Error("the notebook ended without its output");
      process.stdout.write(`${Math.round(performance.now())}\n`);
      process.exit(0);
    },
    result: () => undefined,
  },
);
const cells = NOTEBOOK_CELLS.map((code, index) => ({ id: `c${index}`, code, disabled: false }));
session.create({ cells, values: {}, skip: [], run: true });
// Pyodide's loop alone does not keep the process alive.
setInterval(() => undefined, 1_000);

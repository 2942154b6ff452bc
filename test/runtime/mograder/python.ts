/** Calls the `mograder` package in real marimo on Pyodide and reads what it shows and reports. */
import * as v from "valibot";
import { type PythonHost, startPython } from "../../../src/runtime/node.ts";

export const SIDECAR = "/tmp/sidecar.jsonl";

const Shown = v.object({
  /** The colour of the callout, or null for other outputs. */
  kind: v.nullable(v.string()),
  /** The HTML inside the callout, or the whole of another output. */
  html: v.string(),
});

const Called = v.variant("kind", [
  v.object({
    kind: v.literal("shown"),
    shown: Shown,
    records: v.array(v.unknown()),
    events: v.array(v.unknown()),
  }),
  v.object({ kind: v.literal("raised"), error: v.string(), message: v.string() }),
]);

export type Called = v.InferOutput<typeof Called>;
export type Shows = Extract<Called, { kind: "shown" }>;

/** `call` evaluates one Python expression: what it shows, the lines it adds to the sidecar, what the listener hears. */
export type Mograder = {
  python: PythonHost;
  call(expression: string): Promise<Called>;
  shows(expression: string): Promise<Shows>;
};

const PREPARE = `
import html, json, os, re
import marimo as mo
from mograder import _results
from mograder.runtime import Grader, check, count_response_words, hint, word_count

os.environ["MOGRADER_SIDECAR_PATH"] = SIDECAR
_events = []
_results.listener = _events.append

def _shown(output):
    found = re.fullmatch(r"<marimo-callout-output data-html='(.*)' data-kind='(.*)'></marimo-callout-output>", output.text, re.S)
    if found is None:
        return {"kind": None, "html": output.text}
    inner, kind = (json.loads(html.unescape(part)) for part in found.groups())
    return {"kind": kind, "html": inner}

def _call(expression):
    _events.clear()
    open(SIDECAR, "w").close()
    try:
        output = eval(expression)
    except Exception as error:
        return json.dumps({"kind": "raised", "error": type(error).__name__, "message": str(error)})
    with open(SIDECAR) as sidecar:
        records = [json.loads(line) for line in sidecar]
    return json.dumps({"kind": "shown", "shown": _shown(output), "records": records, "events": _events})
`;

export async function startMograder(): Promise<Mograder> {
  const python = await startPython();
  await python.run(PREPARE, { SIDECAR });
  const call = async (expression: string) =>
    v.parse(Called, JSON.parse(await python.run("_call(EXPRESSION)", { EXPRESSION: expression })));
  return {
    python,
    call,
    async shows(expression) {
      const called = await call(expression);
      if (called.kind === "raised")
        throw new Error(`${expression} raised ${called.error}: ${called.message}`);
      return called;
    },
  };
}

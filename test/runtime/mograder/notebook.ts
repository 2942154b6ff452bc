/** Runs a notebook in a real marimo session and tells, by cell, what it showed and which checks it reported. */
import * as v from "valibot";
import { type PythonHost, startPython } from "../../../src/runtime/node.ts";

const CheckEvent = v.object({
  kind: v.literal("check"),
  label: v.string(),
  key: v.string(),
  status: v.picklist(["success", "partial", "danger", "warn"]),
  details: v.array(v.string()),
  marks: v.nullable(v.object({ earned: v.number(), available: v.number() })),
  cell: v.string(),
});

const HintEvent = v.object({ kind: v.literal("hint"), count: v.number(), cell: v.string() });

const Report = v.object({
  /** Cell ids in the notebook's order. */
  cells: v.array(v.string()),
  /** The last HTML of each cell that showed something since the last report. */
  outputs: v.record(v.string(), v.string()),
  /** How often each cell ran since the last report. */
  runs: v.record(v.string(), v.number()),
  errors: v.array(v.string()),
  events: v.array(v.variant("kind", [CheckEvent, HintEvent])),
});

export type Report = v.InferOutput<typeof Report>;

export type RunningNotebook = {
  first: Report;
  /** Gives the cell at `index` new code, runs it with what depends on it, and waits until all is quiet. */
  edit(index: number, code: string): Promise<Report>;
  sidecar(): string[];
};

const PREPARE = `
import asyncio, json, os
from marimo._pyodide.bootstrap import create_session, instantiate
from mograder import _results

os.makedirs("/home/pyodide/notebook", exist_ok=True)
os.chdir("/home/pyodide/notebook")
os.environ["MOGRADER_SIDECAR_PATH"] = "/tmp/sidecar.jsonl"
open("/tmp/sidecar.jsonl", "w").close()
_messages, _events = [], []
_results.listener = _events.append
_session, _bridge = create_session(
    filename="/home/pyodide/notebook/notebook.py", query_params={}, message_callback=_messages.append, user_config={}
)
instantiate(_session, True)
_task = asyncio.ensure_future(_session.start())

async def _report():
    # Quiet: every request is taken, and nothing has come for a while.
    seen, still = -1, 0
    while still < 5:
        await asyncio.sleep(0.01)
        busy = not _session._queue_manager.control_queue.empty() or not any("completed-run" in m for m in _messages)
        still = 0 if busy or len(_messages) != seen else still + 1
        seen = len(_messages)
    outputs, runs, errors = {}, {}, []
    for message in map(json.loads, _messages):
        data = message.get("data", message)
        if message["op"] != "cell-op":
            continue
        cell, output = data["cell_id"], data.get("output")
        if data.get("status") == "running":
            runs[cell] = runs.get(cell, 0) + 1
        if output and output["channel"] == "marimo-error":
            errors.append(json.dumps(output["data"]))
        elif output and isinstance(output["data"], str) and output["data"]:
            outputs[cell] = output["data"]
    cells = [data.cell_id for data in _session.app_manager.app.cell_manager.cell_data()]
    report = json.dumps({"cells": cells, "outputs": outputs, "runs": runs, "errors": errors, "events": _events})
    _messages.clear()
    _events.clear()
    return report
`;

const hosts: PythonHost[] = [];

/** `files` are data files that lie beside the notebook. One session a Python: every notebook gets its own. */
export async function openNotebook(
  source: string,
  files: Record<string, string> = {},
): Promise<RunningNotebook> {
  const python = await startPython();
  hosts.push(python);
  python.writeFile("/home/pyodide/notebook/notebook.py", source);
  for (const [name, text] of Object.entries(files)) python.writeFile(`/home/pyodide/notebook/${name}`, text);
  await python.run(`${PREPARE}\nNone`);
  const report = async () => v.parse(Report, JSON.parse(await python.run("await _report()")));
  const first = await report();
  return {
    first,
    async edit(index, code) {
      const request = JSON.stringify({ type: "execute-cells", cellIds: [first.cells[index]], codes: [code] });
      await python.run("_bridge.put_control_request(REQUEST)", { REQUEST: request });
      return report();
    },
    sidecar: () => new TextDecoder().decode(python.readFile("/tmp/sidecar.jsonl")).trim().split("\n"),
  };
}

/** Lets go of every Python that was started here. */
export function closeNotebooks(): void {
  for (const host of hosts.splice(0)) host.close();
}

/** Question → the last thing said of it, as the page reads results. */
export function lastByKey(report: Report) {
  const checks = report.events.flatMap((event) => (event.kind === "check" ? [event] : []));
  return new Map(checks.map((check) => [check.key, check]));
}

/** From the start of a process to a notebook that has run: prints `{how, milliseconds, rendered}` as JSON. */
import { startPython } from "../../../src/runtime/node.ts";

const notebook = `
import marimo
app = marimo.App()

@app.cell
def _():
    import marimo as mo
    slider = mo.ui.slider(1, 10, value=3)
    slider
    return (mo, slider)

@app.cell
def _(mo, slider):
    mo.md(f"**value** {slider.value} $x^2$")
    return
`;

const run = `
import asyncio
from marimo._pyodide.bootstrap import create_session, instantiate

done = asyncio.Event()
messages = []

def receive(message):
    messages.append(message)
    if '"completed-run"' in message:
        done.set()

session, bridge = create_session(
    filename="/home/pyodide/notebook.py", query_params={}, message_callback=receive, user_config={}
)
instantiate(session, True)
task = asyncio.create_task(session.start())
await done.wait()
task.cancel()
any("<strong>value</strong> 3" in message for message in messages)
`;

const python = await startPython();
python.writeFile("/home/pyodide/notebook.py", notebook);
const rendered = (await python.run(run)) === "true";
// performance.now() counts from the start of the process.
console.log(JSON.stringify({ how: python.how, rendered, milliseconds: Math.round(performance.now()) }));

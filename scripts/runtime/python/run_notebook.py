"""Runs the warm-up notebook as a browser would and says which modules are there afterwards, in the order
of their import."""

import asyncio
import json
import sys

from marimo._pyodide.bootstrap import create_session, instantiate


async def run(path):
    done = asyncio.Event()
    messages = []

    def receive(message):
        messages.append(message)
        if '"completed-run"' in message:
            done.set()

    session, _ = create_session(
        filename=path, query_params={}, message_callback=receive, user_config={}
    )
    instantiate(session, True)
    task = asyncio.create_task(session.start())
    await done.wait()
    task.cancel()
    return messages


messages = await run("/home/pyodide/warm_up.py")  # noqa: F704
modules = [
    name
    for name, module in sys.modules.items()
    if name != "__main__" and getattr(module, "__spec__", None) is not None
]
problems = [m for m in messages if "ImportError" in m or "ModuleNotFoundError" in m]
json.dumps({"modules": modules, "errors": problems})

"""Runs the warm-up notebook as a browser would.

Says which modules are there afterwards, in the order of their import, and compiles them.
"""

import asyncio
import json
import py_compile
import sys

from marimo._pyodide.bootstrap import create_session, instantiate

SITE_PACKAGES = "/lib/python3.14/site-packages/"


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


def compile_source(path):
    """The path of the compiled file, which holds whatever the times of both files are."""
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    return py_compile.compile(path, doraise=True, invalidation_mode=mode)


messages = await run("/home/pyodide/warm_up.py")  # noqa: F704
modules = {
    name: module
    for name, module in sys.modules.items()
    if name != "__main__" and getattr(module, "__spec__", None) is not None
}
sources = {getattr(module, "__file__", None) or "" for module in modules.values()}
json.dumps(
    {
        "modules": list(modules),
        "compiled": [
            compile_source(path).removeprefix(SITE_PACKAGES)
            for path in sorted(sources)
            if path.startswith(SITE_PACKAGES) and path.endswith(".py")
        ],
        "errors": [m for m in messages if "ImportError" in m or "ModuleNotFoundError" in m],
    }
)

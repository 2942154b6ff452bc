"""One marimo session over our own list of cells.

marimo's own WebAssembly page builds a notebook file from its cells and parses it again, so that one syntax error
may damage all. Here the session is made from an empty app, and the cells are handed to the kernel one by one
(``CreateNotebookCommand``): a broken cell breaks only itself.

The page calls the functions of ``Session`` with JSON text; what happens comes back through two callables,
``post`` (marimo's kernel messages, as ``{"op": …, "data": …}``) and ``report`` (our own events, as JSON).
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Callable
from typing import Any

from atelier.no_input import refuse_input

FOLDER = "/home/pyodide/notebook"

_EMPTY_APP = "import marimo\n\napp = marimo.App()\n"


class Session:
    """A running notebook. marimo allows one a process: make it once."""

    def __init__(
        self,
        filename: str,
        source: str,
        settings: str,
        post: Callable[[str], None],
        report: Callable[[str], None],
    ) -> None:
        """``settings`` is JSON: ``{"lazy": bool, "theme": "light" | "dark"}``."""
        from marimo._pyodide.bootstrap import create_session

        refuse_input()
        self._settings: dict[str, Any] = json.loads(settings)
        self._report = report
        self._path = f"{FOLDER}/{filename}"
        os.makedirs(FOLDER, exist_ok=True)
        os.chdir(FOLDER)
        if FOLDER not in sys.path:
            sys.path.insert(0, FOLDER)
        # The file is empty while marimo reads it, and holds the real text afterwards: `__file__` and
        # `mo.watch.file(__file__)` then see what the student sees.
        self.write_source(_header(source) + _EMPTY_APP)
        self._session, self._bridge = create_session(
            filename=self._path,
            query_params={},
            message_callback=post,
            user_config=self._user_config(),
        )
        self.write_source(source)
        _listen_for_results(report)
        # The event loop keeps only weak references to tasks.
        self._task = asyncio.ensure_future(self._session.start())

    def write_source(self, source: str) -> None:
        """Keeps the notebook's own file in step with the editor."""
        with open(self._path, "w", encoding="utf-8", newline="") as file:
            file.write(source)

    def create(self, plan: str) -> None:
        """Hands all cells to the kernel and runs them.

        ``plan`` is JSON: ``{"cells": [{"id", "code", "disabled"}], "values": {object id: value},
        "skip": [cell id], "run": bool}``. ``values`` are the UI elements' last values, so that a rebuilt session
        looks as it did; a cell in ``skip`` (the one that was stopped) is disabled before anything runs, and its
        dependants with it.
        """
        from marimo._runtime.commands import (
            CreateNotebookCommand,
            ExecuteCellCommand,
            UpdateCellConfigCommand,
            UpdateUIElementCommand,
        )

        data = json.loads(plan)
        cells, values = data["cells"], data["values"]
        off = {c["id"] for c in cells if c["disabled"]} | set(data["skip"])
        if off:
            self._put(UpdateCellConfigCommand(configs={i: {"disabled": True} for i in off}))
        self._put(
            CreateNotebookCommand(
                execution_requests=tuple(
                    ExecuteCellCommand(cell_id=c["id"], code=c["code"]) for c in cells
                ),
                cell_ids=tuple(c["id"] for c in cells),
                set_ui_element_value_request=UpdateUIElementCommand(
                    object_ids=list(values), values=list(values.values())
                ),
                auto_run=data["run"],
            )
        )

    def execute(self, request: str) -> None:
        """Runs cells with their current code; ``request`` is JSON ``{"cells": [{"id", "code"}], "enable": [id]}``.

        A cell in ``enable`` was held back by ``create``: its new code goes in first, then it is enabled; the other
        order would run the old code.
        """
        from marimo._runtime.commands import ExecuteCellsCommand

        data = json.loads(request)
        cells = data["cells"]
        self._put(
            ExecuteCellsCommand(
                cell_ids=[c["id"] for c in cells], codes=[c["code"] for c in cells]
            )
        )
        if data["enable"]:
            self._set_disabled({i: False for i in data["enable"]})

    def delete(self, cell: str) -> None:
        """Removes a cell and its variables; its dependants turn stale or re-run, as in marimo."""
        from marimo._runtime.commands import DeleteCellCommand

        self._put(DeleteCellCommand(cell_id=cell))

    def configure(self, cell: str, disabled: bool) -> None:
        """Turns a cell off or on."""
        self._set_disabled({cell: disabled})

    def apply_settings(self, settings: str) -> None:
        """Changes reactivity and theme of the running session."""
        from marimo._config.config import merge_default_config
        from marimo._runtime.commands import UpdateUserConfigCommand

        self._settings = json.loads(settings)
        self._put(UpdateUserConfigCommand(config=merge_default_config(self._user_config())))

    def control(self, request: str) -> None:
        """A control request in marimo's own JSON, as its output components send them."""
        self._bridge.put_control_request(request)

    def complete(self, request_id: str, cell: str, document: str) -> None:
        """Asks for completions at the end of ``document``; the answer is marimo's ``completion-result``."""
        from marimo._runtime.commands import CodeCompletionCommand

        self._session.put_completion_request(
            CodeCompletionCommand(id=request_id, document=document, cell_id=cell)
        )

    def _set_disabled(self, cells: dict[str, bool]) -> None:
        """A cell that is enabled runs when it is stale, and marimo then does not say that the run has ended.

        A run of no cells after it says so.
        """
        from marimo._runtime.commands import ExecuteCellsCommand, UpdateCellConfigCommand

        self._put(UpdateCellConfigCommand(configs={i: {"disabled": off} for i, off in cells.items()}))
        self._put(ExecuteCellsCommand(cell_ids=[], codes=[]))

    def _put(self, command: Any) -> None:
        self._session.put_control_request(command)

    def _user_config(self) -> Any:
        return {
            "runtime": {
                "on_cell_change": "lazy" if self._settings["lazy"] else "autorun",
                "auto_instantiate": True,
                "auto_reload": "off",
            },
            "display": {"theme": self._settings["theme"]},
        }


def written_files(known: str) -> str:
    """The files in the notebook's folder that are not in ``known`` with the same time and size.

    Both ways JSON: ``{name: [modified, bytes]}``, top level and sub-folders, ``__pycache__`` and dot-files left out.
    """
    before = json.loads(known)
    found: dict[str, list[float]] = {}
    for folder, folders, names in os.walk(FOLDER):
        folders[:] = [f for f in folders if not f.startswith((".", "__"))]
        for name in names:
            path = os.path.join(folder, name)
            if name.startswith("."):
                continue
            info = os.stat(path)
            entry = [info.st_mtime, info.st_size]
            relative = os.path.relpath(path, FOLDER)
            if before.get(relative) != entry:
                found[relative] = entry
    return json.dumps(found)


def _header(source: str) -> str:
    """The PEP 723 block, where marimo looks for the notebook's own configuration."""
    from marimo._utils.scripts import REGEX

    match = re.search(REGEX, source)
    return match.group(0) + "\n" if match else ""


def _listen_for_results(report: Callable[[str], None]) -> None:
    """Check results and hints come by a channel of our own, not by reading HTML."""
    from mograder import _results

    _results.listener = lambda event: report(json.dumps(event, default=str))

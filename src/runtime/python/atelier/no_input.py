"""``input()`` cannot wait for an answer here: nothing may hold up the worker that would bring it."""

from __future__ import annotations

from typing import Any


def refuse_input() -> None:
    """marimo's own way waits for a task that never runs, and gives the task as the answer."""
    from marimo._pyodide.streams import PyodideStdin

    def refuse(self: Any, prompt: str = "", password: bool = False) -> str:
        raise RuntimeError(
            "input() cannot ask anything in a browser. Make a field in one cell, as in "
            'name = mo.ui.text(label="Your name"), show it, and read name.value in another.'
        )

    PyodideStdin._readline_with_prompt = refuse  # type: ignore[method-assign]

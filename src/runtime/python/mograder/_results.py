"""The channel by which results leave a notebook, so that nobody has to read them out of HTML.

A result is a claim of the code that runs here: whoever can edit the notebook can forge one. Show it, never grade by it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from typing import Any

SIDECAR_VARIABLE = "MOGRADER_SIDECAR_PATH"

listener: Callable[[dict[str, Any]], None] | None = None
"""Set by the page's driver; called with one plain dict an event, at the moment the notebook makes it.

`{"kind": "check", "label", "status", "details", "earned_weight", "total_weight", "cell", "key", "marks"}`:
`status` is success, partial, danger or warn; `key` is the label before its first colon; `marks` is
`{"earned", "available"}`, or None for a question without marks or with hidden tests.
`{"kind": "hint", "count", "cell"}`: a cell offers this many hints.
`cell` is marimo's id of the running cell, or None outside a session.
"""


def record(
    label: object,
    status: str,
    details: Sequence[str],
    earned: float,
    total: float,
    marks_key: str | None = None,
    available: float | None = None,
) -> None:
    """Report one check: to the sidecar file if MOGRADER_SIDECAR_PATH names one, and to the listener.

    `earned` and `total` are weights; `available` are the question's marks, None when they are not to be shown.
    Raises TypeError for a label that JSON cannot hold, and OSError when the sidecar cannot be written.
    """
    result = {
        "label": label,
        "status": status,
        "details": [str(detail) for detail in details],
        "earned_weight": earned,
        "total_weight": total,
    }
    _append_to_sidecar(result)
    if listener is not None:
        key = key_of(str(label)) if marks_key is None else marks_key
        marks = None if available is None else {"earned": share(available, earned, total), "available": available}
        listener(
            {
                "kind": "check",
                **result,
                "label": str(label),
                "cell": current_cell(),
                "key": key,
                "marks": marks,
            }
        )


def record_hints(count: int) -> None:
    """Report to the listener that the running cell offers `count` hints. Hints are no result: the sidecar has none."""
    if listener is not None:
        listener({"kind": "hint", "count": count, "cell": current_cell()})


def key_of(label: str) -> str:
    """The question that a label names: its text before the first colon, trimmed."""
    return label.partition(":")[0].strip()


def share(available: float, earned: float, total: float) -> float:
    """The marks that `earned` of `total` weight bring, to one decimal; nothing when there is no weight to earn."""
    return round(available * earned / total, 1) if total > 0 else 0


def current_cell() -> str | None:
    """marimo's id of the cell that runs now, or None outside a session."""
    # marimo keeps its context private; the version is pinned, and a test in real marimo holds this.
    from marimo._runtime.context import safe_get_context

    context = safe_get_context()
    execution = None if context is None else context.execution_context
    return None if execution is None else str(execution.cell_id)


def _append_to_sidecar(result: dict[str, Any]) -> None:
    path = os.environ.get(SIDECAR_VARIABLE)
    if path:
        with open(path, "a", encoding="utf-8") as sidecar:
            sidecar.write(json.dumps(result) + "\n")

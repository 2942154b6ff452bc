"""Running a cell again because a score it shows has changed.

marimo's own `mo.state` wakes the cells that name the state's *getter*. Notebooks name the grader, which also the cells
that check do: waking those would run every check twice. So the cells that show scores are known by id and woken here.
"""

from __future__ import annotations

from collections.abc import Iterable


def run_again(cells: Iterable[str]) -> None:
    """Have the session run these cells after the present run (or mark them stale, when it runs lazily).

    A cell that runs now, or is about to, is left alone. Outside a session this does nothing. The session reports the
    extra run as a run of its own, after the present one.
    """
    # marimo has no public way to ask for this; the steps are those of `mo.Thread` in marimo/_runtime/runtime.py.
    from marimo._runtime.context import safe_get_context

    kernel = getattr(safe_get_context(), "_kernel", None)
    if kernel is None:
        return
    graph = kernel.graph
    cells_by_id = {cell: graph.cells[cell] for cell in cells if cell in graph.cells}
    idle = {
        cell
        for cell, known in cells_by_id.items()
        if not known.stale and known.runtime_state not in ("queued", "running")
    }
    if not idle:
        return
    graph.set_stale(idle, prune_imports=True)
    # Cells that have never run stay so: the command below would run all of them.
    if not kernel.lazy() and not kernel._uninstantiated_execution_requests:
        kernel._execute_stale_cells_callback()

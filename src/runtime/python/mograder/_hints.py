"""Hints that stay folded until the student asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import marimo as mo

from mograder import _results

if TYPE_CHECKING:
    from marimo import Html


def hint(*hints: str) -> Html:
    """An accordion of hints in Markdown (LaTeX included), closed at first, at most one open at a time.

    One hint is called "Hint", several "Hint 1", "Hint 2", …
    """
    _results.record_hints(len(hints))
    if len(hints) == 1:
        return mo.accordion({"Hint": hints[0]})
    return mo.accordion({f"Hint {number}": text for number, text in enumerate(hints, start=1)})

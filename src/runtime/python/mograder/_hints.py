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
        titled = {"Hint": hints[0]}
    else:
        titled = {f"Hint {number}": text for number, text in enumerate(hints, start=1)}
    # The page around the notebook counts which of them were opened.
    return mo.Html(f"<div data-hints>{mo.accordion(titled).text}</div>")

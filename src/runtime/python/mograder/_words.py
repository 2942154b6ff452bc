"""Counting the words of a written answer, which stands in the notebook as a cell's longest text."""

from __future__ import annotations

import ast
import os
import re
from typing import TYPE_CHECKING

import marimo as mo

if TYPE_CHECKING:
    from marimo import Html

_FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+?\$", re.DOTALL)
_NEAR = 100


def word_count(
    notebook_file: str | os.PathLike[str],
    cell: str = "written_analysis",
    target: tuple[int, int] = (300, 500),
) -> Html:
    """Say how many words the answer in the cell named `cell` has, coloured by how near it is to `target`.

    `notebook_file` is the notebook's path, usually `mo.watch.file(__file__)`: the text is that of the saved file.
    """
    with open(notebook_file, encoding="utf-8") as notebook:
        count = count_response_words(notebook.read(), cell)
    if count is None:
        return mo.md(f"*Word count: there is no cell named `{cell}` in this notebook.*")
    low, high = target
    return mo.md(
        f'<span style="color:{_colour(count, low, high)}">**Word count: {count}**</span> '
        f"(target: {low}–{high}; updates when the notebook is saved)"
    )


def count_response_words(source: str, cell: str = "written_analysis") -> int | None:
    """Count the words of the longest text in the function named `cell`; a formula in dollars is one word.

    0 when the cell holds no text, None when there is no such cell or `source` is not Python.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == cell:
            return len(_FORMULA.sub(" formula ", _longest_text(node)).split())
    return None


def _longest_text(cell: ast.AST) -> str:
    texts = [node.value for node in ast.walk(cell) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return max(texts, key=len, default="")


def _colour(count: int, low: int, high: int) -> str:
    if low <= count <= high:
        return "green"
    return "darkorange" if low - _NEAR <= count <= high + _NEAR else "red"

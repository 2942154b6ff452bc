"""Checks that count marks, and the table of scores that follows them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

import marimo as mo

from mograder import _results
from mograder._checks import callout_for, tally
from mograder._reactive import run_again

if TYPE_CHECKING:
    from marimo import Html

_HIDDEN_TESTS = re.compile(r"#\s*mograder-hidden-tests\s*=\s*true")
# The flag stands in the notebook's header; a long list of dependencies may come before it.
_HEADER_LIMIT = 65_536

Score = tuple[float, float] | bool
"""Earned and total weight; True and False are scores as mograder 0.0.11 kept them."""


class Grader:
    """The marks of one notebook: `Grader({"Q1": 10, "Essay": 20})`, or `Grader(mo, {…})` as mograder 0.0.11 wrote it.

    A question is the text of a check's label before the first colon. Marks are whole or decimal numbers, in the order
    of the table; they are kept by reference. In a notebook that was released with hidden tests no marks are shown,
    since the visible checks alone do not decide them.
    """

    def __init__(self, *arguments: Any, marks: Mapping[str, float] | None = None) -> None:
        self._marks = _marks_of(arguments, marks)
        # A marimo state, so that cells which read `_state` by a name of their own follow it too.
        self._state: Callable[[], dict[str, Score]]
        self._set: Callable[[Any], None]
        self._state, self._set = mo.state({})
        self._has_hidden = _has_hidden_tests()
        self._readers: set[str] = set()

    def check(self, label: str, checks: Iterable[Sequence[Any]]) -> Html:
        """Like `mograder.runtime.check`, with the question's marks in a badge and partial credit by weight, in blue.

        While `checks` is empty the question keeps the score it had. The later of two checks of a question counts.
        """
        result = tally(checks)
        key = _results.key_of(label)
        available = None if self._has_hidden else self._marks.get(key)
        _results.record(label, result.status, result.failures, result.earned, result.total, key, available)
        if result.status != "warn":
            self._keep(key, (result.earned, result.total))
        badge = ""
        if available is not None:
            earned = _results.share(available, result.earned, result.total)
            badge = _badge(earned, available)
        return callout_for(label, result, badge, partial_kind="info")

    def scores(self) -> Html:
        """The table of questions, states and marks; a cell that shows it runs again whenever a score changes."""
        if self._has_hidden:
            return mo.callout(mo.md("Scores will be available in your feedback after grading."), kind="neutral")
        reader = _results.current_cell()
        if reader is not None:
            self._readers.add(reader)
        scores = self._state()
        rows = [(key, marks, *_standing(scores.get(key), marks)) for key, marks in self._marks.items()]
        earned = sum(got for *_, got in rows)
        total = sum(marks for _, marks, *_ in rows)
        lines = [f"| {key} | {word} | {_number(got)}/{_number(marks)} |" for key, marks, word, got in rows]
        table = "\n".join(
            [
                "## Your Score",
                "",
                "| Question | Status | Marks |",
                "|----------|--------|-------|",
                *lines,
                f"| **Total** | | **{_number(earned)}/{_number(total)}** |",
            ]
        )
        # Compared as shown: sums of decimals miss each other by a hair.
        full = _number(earned) == _number(total)
        return mo.callout(mo.md(table), kind="success" if full else "neutral")

    def _keep(self, key: str, score: tuple[float, float]) -> None:
        """Keep a score; only a change wakes the cells that show scores, so that two cannot do so for ever."""
        if self._state().get(key) == score:
            return
        self._set(lambda scores: {**scores, key: score})
        run_again(self._readers)


def _marks_of(arguments: Sequence[Any], marks: Mapping[str, float] | None) -> Mapping[str, float]:
    match [*arguments, *([] if marks is None else [marks])]:
        case [Mapping() as given] | [ModuleType(), Mapping() as given]:
            return given
    raise TypeError('Grader takes the marks: Grader({"Q1": 10}), or Grader(mo, {"Q1": 10})')


def _has_hidden_tests() -> bool:
    # marimo sets `__file__` of `__main__` to the notebook's path; where there is no such file, nothing is hidden.
    path = getattr(sys.modules.get("__main__"), "__file__", None)
    if path is None:
        return False
    try:
        with open(path, encoding="utf-8") as notebook:
            return _HIDDEN_TESTS.search(notebook.read(_HEADER_LIMIT)) is not None
    except (OSError, ValueError):
        return False


def _badge(earned: float, available: float) -> str:
    return f'<span style="float:right"><code>[{_number(earned)}/{_number(available)} marks]</code></span>'


def _standing(score: Score | None, available: float) -> tuple[str, float]:
    """The word and the marks of a score."""
    if score is None:
        return "—", 0
    earned, total = (float(score), 1.0) if isinstance(score, bool) else score
    got = _results.share(available, earned, total)
    if earned == total:
        return "PASS", got
    return ("FAIL" if earned == 0 else "PARTIAL"), got


def _number(value: float) -> str:
    rounded = round(value, 6)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)

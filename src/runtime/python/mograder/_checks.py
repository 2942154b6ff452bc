"""One check: what its list of conditions adds up to, how it looks, and how it is reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import marimo as mo

from mograder import _results

if TYPE_CHECKING:
    from marimo import Html

Status = Literal["success", "partial", "danger", "warn"]


@dataclass(frozen=True)
class Tally:
    """What a list of conditions adds up to. The weights stay the integer 0 until an item has added to them."""

    status: Status
    earned: float
    total: float
    failures: list[str]


def tally(checks: Iterable[Sequence[Any]]) -> Tally:
    """Add up `(ok, message)` and `(ok, message, weight)` items.

    Nothing to check (an empty list, None) means that the student has not begun: `warn`. `ok` is any value, taken by its
    truth; a weight is anything `float` takes, 1 when it is left out. Raises ValueError for items of another length.
    """
    if not checks:
        return Tally("warn", 0, 0, [])
    earned: float = 0
    total: float = 0
    failures: list[str] = []
    for item in checks:
        ok, message, weight = _item(item)
        total += weight
        if ok:
            earned += weight
        else:
            failures.append(str(message))
    if not failures:
        return Tally("success", earned, total, failures)
    return Tally("partial" if earned > 0 else "danger", earned, total, failures)


def check(label: object, checks: Iterable[Sequence[Any]]) -> Html:
    """Show and report whether the conditions hold.

    `label` reads "Q1: Title" and is Markdown; `checks` is as in `tally`, its messages Markdown for when an item fails.
    Returns a callout: green when all passed, red when one failed, amber while the list is empty.
    """
    result = tally(checks)
    _results.record(label, result.status, result.failures, result.earned, result.total)
    return callout_for(label, result)


def callout_for(
    label: object, result: Tally, badge: str = "", partial_kind: Literal["danger", "info"] = "danger"
) -> Html:
    """The callout of a check; `badge` is HTML before the label, `partial_kind` the colour of partial credit."""
    kind = partial_kind if result.status == "partial" else result.status
    return mo.callout(mo.md(f"{badge}**{label}** — {_outcome(result)}"), kind=kind)


def _item(item: Sequence[Any]) -> tuple[Any, Any, float]:
    if len(item) == 3:
        ok, message, weight = item
        return ok, message, float(weight)
    if len(item) == 2:
        ok, message = item
        return ok, message, 1.0
    raise ValueError(f"A check is (ok, message) or (ok, message, weight), not {len(item)} values")


def _outcome(result: Tally) -> str:
    if result.status == "warn":
        return "waiting for your code"
    if not result.failures:
        return "all checks passed"
    return "some checks failed:\n\n" + "\n".join(f"- {message}" for message in result.failures)

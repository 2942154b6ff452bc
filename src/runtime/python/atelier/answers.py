"""Values of a notebook's variables as typed JSON: the proof of an `answer` lock.

The rules, with examples, are in ``test/vectors/solutions/canonical.json``; the TypeScript half
(``src/core/solutions/canonical.ts``) rounds and prints what comes from here.
"""

from __future__ import annotations

import json
import math
from typing import Any

_MOST_VALUES = 10_000
_DEEPEST = 16
_LONGEST_TEXT = 10_000
_MOST_DIGITS = 1_000


class NotAnAnswer(Exception):
    """This value cannot be the proof of an answer: NaN, a set, a function, or too much of anything."""


def read(names: str) -> str:
    """The notebook's variables of these names (JSON list) as JSON ``{name: typed value}``.

    A name that is not defined is left out; one whose value cannot be an answer is there as ``null``.
    """
    from marimo._runtime.context import get_context

    variables = get_context().globals
    found: dict[str, Any] = {}
    for name in json.loads(names):
        if name in variables:
            try:
                found[name] = typed(variables[name])
            except Exception:  # A value's own methods may raise anything.
                found[name] = None
    return json.dumps(found)


def typed(value: Any) -> list[Any]:
    """The value as JSON that carries types. Raises NotAnAnswer, or what the value's own methods raise."""
    return _Writer().write(value, 0)


class _Writer:
    """Counts the values that it has written, so that no value can keep it busy for ever."""

    def __init__(self) -> None:
        self._left = _MOST_VALUES

    def write(self, value: Any, depth: int) -> list[Any]:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise NotAnAnswer
        if value is None:
            return ["none"]
        if isinstance(value, bool):
            return ["bool", bool(value)]
        if isinstance(value, int):
            return ["int", _int(int(value))]
        if isinstance(value, float):
            return ["float", _float(float(value))]
        if isinstance(value, complex):
            return ["complex", _float(value.real), _float(value.imag)]
        if isinstance(value, str):
            return ["str", _text(str(value))]
        if isinstance(value, (list, tuple)):
            return ["list", [self.write(item, depth + 1) for item in value]]
        if isinstance(value, dict):
            return ["dict", [self._entry(key, item, depth + 1) for key, item in value.items()]]
        tolist = getattr(value, "tolist", None)
        if isinstance(value, type) or not callable(tolist):
            raise NotAnAnswer
        return self.write(tolist(), depth + 1)

    def _entry(self, key: Any, value: Any, depth: int) -> list[Any]:
        if isinstance(key, (list, tuple, dict)):
            raise NotAnAnswer
        return [self.write(key, depth), self.write(value, depth)]


def _int(value: int) -> str:
    if abs(value) >= 10**_MOST_DIGITS:
        raise NotAnAnswer
    return str(value)


def _float(value: float) -> str:
    if not math.isfinite(value):
        raise NotAnAnswer
    return repr(value)


def _text(value: str) -> str:
    # JavaScript counts in UTF-16, and a lone surrogate has no UTF-8.
    if len(value.encode("utf-16-le")) > 2 * _LONGEST_TEXT:
        raise NotAnAnswer
    return value

"""Package files on demand.

A restored interpreter has its modules but not their files: those are written when an import first misses one, or
when the first run is over, whichever comes first. That keeps 5,000 files out of the way of the first output.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


class _Filler:
    """Last in ``sys.meta_path``: asked only for what nobody else has found."""

    def __init__(self, write_all: Callable[[], None]) -> None:
        self._write_all = write_all

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        fill()
        return PathFinder.find_spec(name, path)  # type: ignore[arg-type]

    def run(self) -> None:
        self._write_all()
        importlib.invalidate_caches()


_filler: _Filler | None = None


def expect(write_all: Callable[[], None]) -> None:
    """``write_all`` writes every packed file; it is called once at most."""
    global _filler
    _filler = _Filler(write_all)
    sys.meta_path.append(_filler)


def fill() -> None:
    """Writes the files now, unless that has happened."""
    global _filler
    filler, _filler = _filler, None
    if filler is not None:
        sys.meta_path.remove(filler)
        filler.run()

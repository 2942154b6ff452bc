"""Package files on demand.

A restored interpreter has its modules but not their files: those are written when an import first misses one, or
when the first run is over, whichever comes first. That keeps 5,000 files out of the way of the first output, and
their download, too.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


class _Filler:
    """Last in ``sys.meta_path``: asked only for what nobody else has found."""

    def __init__(self, write_all: Callable[[], bool], packages: frozenset[str]) -> None:
        self._write_all = write_all
        self._packages = packages
        self.missed = False

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] not in self._packages:
            return None
        if fill():
            return PathFinder.find_spec(name, path)  # type: ignore[arg-type]
        self.missed = True
        return None

    def run(self) -> bool:
        written = self._write_all()
        if written:
            importlib.invalidate_caches()
        return written


_filler: _Filler | None = None


def expect(write_all: Callable[[], bool], packages: str) -> None:
    """``write_all`` writes every packed file, or is false while there are none; ``packages`` names what they hold."""
    global _filler
    _filler = _Filler(write_all, frozenset(packages.split()))
    sys.meta_path.append(_filler)


def fill() -> bool:
    """Writes the files now, unless that has happened; false while there are none."""
    global _filler
    filler, _filler = _filler, None
    if filler is None:
        return True
    if filler.run():
        sys.meta_path.remove(filler)
        return True
    _filler = filler
    return False


def was_missed() -> bool:
    """Whether an import has failed for want of them."""
    return _filler is not None and _filler.missed
